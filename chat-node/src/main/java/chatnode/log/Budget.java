package chatnode.log;

/**
 * Bytes that one loop may hold for a while on behalf of all its rooms: what waits to be logged,
 * what came too early, what slow readers have yet to read. Each has a bound of its own; this is the
 * one of their sum.
 */
public final class Budget {
  private final long limit;
  private long used;

  public Budget(long limit) {
    this.limit = limit;
  }

  /** True, and taken, when there is room for as much. */
  public boolean take(long bytes) {
    if (used + bytes > limit) {
      return false;
    }
    used += bytes;
    return true;
  }

  /** Taken, whether or not there is room: whoever does is to give something back. */
  public void force(long bytes) {
    used += bytes;
  }

  public void giveBack(long bytes) {
    used -= bytes;
  }

  public boolean isExceeded() {
    return used > limit;
  }
}
