package chatnode.log;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which numbers of a room the store has: all up to a mark, and some stretches above it, as several
 * nodes write what they have each appended.
 */
final class Stored {
  /** Beyond these the highest are forgotten: they are then written once more than needed. */
  private static final int MOST = 1000;

  private final TreeMap<Long, Long> above = new TreeMap<>();
  private long mark;

  Stored(long mark) {
    this.mark = mark;
  }

  long mark() {
    return mark;
  }

  boolean has(long seq) {
    Map.Entry<Long, Long> stretch = above.floorEntry(seq);
    return seq <= mark || stretch != null && stretch.getValue() >= seq;
  }

  void add(long from, long to) {
    if (to <= mark || to < from) {
      return;
    }
    Map.Entry<Long, Long> below = above.floorEntry(from);
    boolean joins = below != null && below.getValue() >= from - 1;
    long start = joins ? below.getKey() : from;
    long end = above.merge(start, to, Math::max);
    for (Long next = above.higherKey(start);
        next != null && next <= end + 1;
        next = above.higherKey(start)) {
      end = Math.max(end, above.remove(next));
      above.put(start, end);
    }
    while (!above.isEmpty() && above.firstKey() <= mark + 1) {
      mark = Math.max(mark, above.pollFirstEntry().getValue());
    }
    if (above.size() > MOST) {
      above.pollLastEntry();
    }
  }

  /** Above {@code mark} it has nothing any more: the numbers there belong to something else now. */
  void cut(long mark) {
    above.clear();
    this.mark = Math.min(this.mark, mark);
  }

  void copy(Stored other) {
    above.clear();
    above.putAll(other.above);
    mark = other.mark;
  }
}
