package chatbench.check;

import java.util.Map;
import java.util.TreeMap;

/** A set of numbers kept as ranges, since almost all of them follow one another. */
final class Ranges {
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  boolean contains(long number) {
    Map.Entry<Long, Long> range = ends.floorEntry(number);
    return range != null && range.getValue() >= number;
  }

  void add(long number) {
    add(number, number);
  }

  /** Does nothing when {@code from} is beyond {@code to}. */
  void add(long from, long to) {
    if (from > to) {
      return;
    }
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    if (before != null && before.getValue() >= from - 1) {
      from = before.getKey();
      to = Math.max(to, before.getValue());
    }
    Map.Entry<Long, Long> after = ends.ceilingEntry(from);
    while (after != null && after.getKey() - 1 <= to) {
      to = Math.max(to, after.getValue());
      ends.remove(after.getKey());
      after = ends.ceilingEntry(from);
    }
    ends.put(from, to);
  }

  int count() {
    return ends.size();
  }

  long lowest() {
    return ends.firstKey();
  }

  boolean isEmpty() {
    return ends.isEmpty();
  }
}
