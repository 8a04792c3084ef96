package chatbench.check;

/**
 * A run of one room at one client in which every number must follow the one before. It lasts as
 * long as the epoch, over reconnects too; a declared gap only moves on what is expected next.
 */
final class Stretch {
  static final Stretch NONE = new Stretch(0, 1, false);

  private final long epoch;
  private final long from;
  private final boolean open;
  private final Ranges got = new Ranges();
  private long expected;

  /** {@code open}: the server may begin earlier than {@code from}, not later. */
  Stretch(long epoch, long from, boolean open) {
    this.epoch = epoch;
    this.from = Math.max(1, from);
    this.open = open;
    this.expected = this.from;
  }

  long epoch() {
    return epoch;
  }

  long expected() {
    return expected;
  }

  /** Where it really began, known only once it is over. */
  long start() {
    return got.isEmpty() ? from : Math.min(from, got.lowest());
  }

  boolean isEmpty() {
    return got.isEmpty();
  }

  boolean has(long seq) {
    return got.contains(seq);
  }

  boolean isLate(long seq) {
    return seq < expected && !(open && got.isEmpty());
  }

  void take(long seq) {
    expected = open && got.isEmpty() ? seq + 1 : Math.max(expected, seq + 1);
    got.add(seq);
  }

  /** Read from the history, so nothing follows from it for what is delivered next. */
  void read(long seq) {
    got.add(seq);
  }

  void skipTo(long seq) {
    expected = Math.max(expected, seq);
  }

  boolean isWhole() {
    return got.count() <= 1;
  }
}
