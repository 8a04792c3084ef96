package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Looks for messages that were stored beside their room's line, and acknowledged: by a node that
 * was about to store something when the room began anew elsewhere, or by a part of the cluster that
 * was gone before the two could become one again. So after a room has begun a new epoch, and after
 * members have gone or come back: soon, and when everybody who might still be at it has given up.
 */
final class Strays {
  private static final long SOON_MS = 2500;
  private static final long LATE_MS = 20_000;

  /** In one go: each is a question or two to the store. */
  private static final int AT_ONCE = 200;

  private final Store store;
  private final LongSupplier now;
  private final Map<String, Long> due = new ConcurrentHashMap<>();
  private final TreeMap<Long, Boolean> allDue = new TreeMap<>();
  private Map<String, List<Draft>> found = new HashMap<>();

  Strays(Store store, LongSupplier now) {
    this.store = store;
    this.now = now;
  }

  /** The room has begun a new epoch. */
  void mayFollow(String room) {
    due.put(room, now.getAsLong() + LATE_MS);
  }

  /** Any room may have. */
  synchronized void mayFollowAll() {
    allDue.put(now.getAsLong() + SOON_MS, true);
    allDue.put(now.getAsLong() + LATE_MS, true);
  }

  /** {@code rooms} are those that this node owns. */
  void look(List<Ledgers.Standing> rooms) {
    if (store.state().trouble() != null) {
      return;
    }
    long time = now.getAsLong();
    if (isAllDue(time)) {
      rooms.forEach(room -> due.merge(room.room(), time, Math::min));
    }
    Map<String, Ledgers.Standing> owned =
        rooms.stream().collect(Collectors.toMap(Ledgers.Standing::room, Function.identity()));
    due.entrySet().stream()
        .filter(each -> each.getValue() <= time)
        .limit(AT_ONCE)
        .map(Map.Entry::getKey)
        .forEach(room -> look(room, owned.get(room)));
  }

  private synchronized boolean isAllDue(long time) {
    boolean isDue = !allDue.isEmpty() && allDue.firstKey() <= time;
    allDue.headMap(time, true).clear();
    return isDue;
  }

  /** One that somebody else owns by now is looked after by him. */
  private void look(String room, Ledgers.Standing standing) {
    due.remove(room);
    if (standing != null) {
      store
          .strays(room, standing.origin())
          .onSuccess(entries -> found(room, entries))
          .onFailure(failure -> mayFollow(room));
    }
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
