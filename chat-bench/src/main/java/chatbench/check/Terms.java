package chatbench.check;

/**
 * What the server has promised of the history.
 *
 * @param stays all that was acknowledged is in it, back to the first message; else it is in memory,
 *     and what is too old may be gone
 * @param excusedUntil what was acknowledged until then may be gone all the same, because more nodes
 *     died at once than there are copies; that it is gone is counted, and it must not be replaced
 *     by something else
 */
public record Terms(boolean stays, long excusedUntil) {
  private static final long NOTHING_EXCUSED = Long.MIN_VALUE;

  public static final Terms STAYS = new Terms(true, NOTHING_EXCUSED);
  public static final Terms MEMORY = memory(NOTHING_EXCUSED);

  public static Terms memory(long excusedUntil) {
    return new Terms(false, excusedUntil);
  }
}
