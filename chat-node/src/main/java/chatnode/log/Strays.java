package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks once more after rooms whose epoch had to begin anew. A node that was about to store
 * something of the old epoch may have done so, and acknowledged it, after the room had been read:
 * it has until a message's deadline for that.
 */
final class Strays {
  private static final long LOOK_AFTER_NANOS = 20_000_000_000L;

  private record Due(Origin origin, long at) {}

  private final Store store;
  private final Map<String, Due> due = new ConcurrentHashMap<>();
  private Map<String, List<Draft>> found = new HashMap<>();

  Strays(Store store) {
    this.store = store;
  }

  void mayFollow(String room, Origin origin) {
    if (origin.parent() != 0) {
      due.put(room, new Due(origin, System.nanoTime() + LOOK_AFTER_NANOS));
    }
  }

  void look() {
    if (Vertx.currentContext() == null || store.state().trouble() != null) {
      return;
    }
    due.forEach(
        (room, each) -> {
          if (System.nanoTime() - each.at > 0 && due.remove(room, each)) {
            store
                .strays(room, each.origin)
                .onSuccess(entries -> found(room, entries))
                .onFailure(failure -> mayFollow(room, each.origin));
          }
        });
  }

  private synchronized void found(String room, List<Entry> entries) {
    if (!entries.isEmpty()) {
      found.put(room, entries.stream().map(Entry::draft).toList());
    }
  }

  synchronized Map<String, List<Draft>> take() {
    if (found.isEmpty()) {
      return Map.of();
    }
    Map<String, List<Draft>> taken = found;
    found = new HashMap<>();
    return taken;
  }
}
