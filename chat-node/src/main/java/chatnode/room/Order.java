package chatnode.room;

import chatnode.protocol.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One order: lets messages through as seq 1, 2, 3 ..., holds early ones back and drops what came
 * already.
 */
final class Order {
  private static final int MAX_EARLY = 4096;
  private final TreeMap<Long, Entry> early = new TreeMap<>();
  private long next;

  Order(long next) {
    this.next = next;
  }

  /** The number that is due. */
  long next() {
    return next;
  }

  boolean hasHole() {
    return !early.isEmpty();
  }

  /**
   * What may be delivered now, in order. What is too early is kept; the log has it should there be
   * too much.
   */
  List<Entry> accept(List<Entry> entries) {
    List<Entry> ready = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      if (entry.seq() == next) {
        ready.add(entry);
        next++;
      } else if (entry.seq() > next && early.size() < MAX_EARLY) {
        early.put(entry.seq(), entry);
      }
    }
    while (!early.isEmpty() && early.firstKey() <= next) {
      Entry entry = early.pollFirstEntry().getValue();
      if (entry.seq() == next) {
        ready.add(entry);
        next++;
      }
    }
    return ready;
  }
}
