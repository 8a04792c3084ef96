package chatnode.store.sql;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ids that rise with the time of a message, so that the newest are found, and the oldest deleted,
 * without another index: milliseconds, and some bits that make messages of one millisecond differ.
 * Where those are not enough, messages lean over into the next milliseconds, never back: whatever
 * has a lower id is not newer than {@link #timeOf} it.
 *
 * <p>In SQLite every word of a text is a list of differences between ids: with 12 bits instead of 5
 * a message takes 60 bytes more.
 */
final class Ids {
  /** About so far they lean over at most. */
  static final long LEANS_MS = 1_000;

  private static final int SLICE_BITS = 10;
  private static final int SLICES = 64;
  private static final int MAX_LEAP = 15;

  private final int bits;
  private final long first;

  /** The last id given in each of the seconds that were in use. */
  private final Map<Long, Long> lasts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > SLICES;
        }
      };

  /** Nodes that share a table begin at different ones within a millisecond. */
  Ids(int bits, int first) {
    this.bits = bits;
    this.first = first & (1L << bits) - 1;
  }

  /** As these, but knowing nothing yet, and beginning elsewhere within a millisecond. */
  Ids anew(int otherFirst) {
    return new Ids(bits, otherFirst);
  }

  /** By the writer's thread alone. */
  long at(long ms) {
    long slice = ms >> SLICE_BITS;
    long behind = Math.max(last(slice), last(slice - 1)) + 1;
    long id = Math.max(firstOf(ms) + first, behind);
    lasts.put(slice, id);
    return id;
  }

  /** When one was taken for the {@code tries}th time: further and further on. */
  long another(long ms, int tries) {
    long id = at(ms) + (1L << Math.min(tries / 2, MAX_LEAP)) - 1;
    lasts.put(ms >> SLICE_BITS, id);
    return id;
  }

  private long last(long slice) {
    return lasts.getOrDefault(slice, -1L);
  }

  long firstOf(long ms) {
    return ms << bits;
  }

  long timeOf(long id) {
    return id >> bits;
  }
}
