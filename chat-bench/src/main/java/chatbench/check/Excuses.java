package chatbench.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the server declared gone to one client, by epoch; only epochs it was in are known here. */
final class Excuses {
  private final Map<Long, Ranges> gone = new HashMap<>();

  void add(long epoch, long from, long to) {
    gone.computeIfAbsent(epoch, key -> new Ranges()).add(from, to);
  }

  void addBefore(Place place) {
    add(place.epoch(), 1, place.seq() - 1);
  }

  boolean covers(Place place) {
    Ranges ranges = gone.get(place.epoch());
    return ranges != null && ranges.contains(place.seq());
  }

  Set<Long> epochs() {
    return Set.copyOf(gone.keySet());
  }

  boolean knows(long epoch) {
    return gone.containsKey(epoch);
  }
}
