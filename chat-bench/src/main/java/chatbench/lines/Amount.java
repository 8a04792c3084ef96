package chatbench.lines;

/** How much is made up: all messages together, and what share of their words is Korean. */
public record Amount(long messages, int rooms, long seed, int koreanPercent) {
  public Amount {
    if (rooms < 1 || messages < rooms) {
      throw new IllegalArgumentException(
          "--rooms must be at least 1, and --messages at least one for each of them");
    }
    if (koreanPercent < 0 || koreanPercent > 100) {
      throw new IllegalArgumentException("--korean is a share from 0 to 100");
    }
  }

  /** Rooms take turns, so that the first ones have one more when it does not come out even. */
  long messagesOf(int room) {
    return messages / rooms + (room < messages % rooms ? 1 : 0);
  }
}
