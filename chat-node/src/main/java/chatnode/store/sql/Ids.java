package chatnode.store.sql;

/**
 * Ids that rise with the time of a message, so that the newest are found, and the oldest deleted,
 * without another index: milliseconds, and a number that makes messages of one millisecond differ.
 * It goes round: who meets a taken one takes the next.
 */
final class Ids {
  private static final int BITS = 12;
  private static final int TRIES = 4;
  private static final int MASK = (1 << BITS) - 1;
  private int next;

  /** Nodes that share a table begin at different ones. */
  Ids(int first) {
    next = first;
  }

  long at(long ms) {
    return firstOf(ms) | next++ & MASK;
  }

  /**
   * When one was taken for the {@code tries}th time. There may be none left of this millisecond:
   * then of a later one, further and further on.
   */
  long another(long ms, int tries) {
    return at(ms + (1L << tries / TRIES) - 1);
  }

  static long firstOf(long ms) {
    return ms << BITS;
  }

  static long timeOf(long id) {
    return id >> BITS;
  }
}
