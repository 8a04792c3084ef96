package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Looks once more after rooms whose epoch had to begin anew. A node that was about to store
 * something of the old epoch may have done so, and acknowledged it, after the room had been read:
 * it has until a message's deadline for that.
 */
final class Strays {
  private static final long LOOK_AFTER_MS = 20_000;

  private record Due(Origin origin, long at) {}

  private final Store store;
  private final LongSupplier now;
  private final Map<String, Due> due = new ConcurrentHashMap<>();
  private Map<String, List<Draft>> found = new HashMap<>();

  Strays(Store store, LongSupplier now) {
    this.store = store;
    this.now = now;
  }

  void mayFollow(String room, Origin origin) {
    if (origin.parent() != 0) {
      due.put(room, new Due(origin, now.getAsLong() + LOOK_AFTER_MS));
    }
  }

  void look() {
    if (store.state().trouble() != null) {
      return;
    }
    due.forEach(
        (room, each) -> {
          if (now.getAsLong() > each.at && due.remove(room, each)) {
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
