package chatbench.load;

/**
 * When messages of an open load should go out: evenly, on the grid of the millisecond timer that
 * sends them. A late turn of the timer is the load's own latency and counts; the grid does not.
 */
public final class Pace {
  private static final long GRID_MICROS = 1_000;

  private final double perMicro;
  private final long start;
  private long said;

  public Pace(double perSecond, long startMicros) {
    perMicro = perSecond / 1e6;
    start = startMicros;
  }

  /** Whether one more message is due now. */
  public boolean isDue(long nowMicros) {
    return next() <= nowMicros;
  }

  /** The moment the next message should go out; each call is another message. */
  public long take() {
    long at = next();
    said++;
    return at;
  }

  private long next() {
    long exact = (long) Math.ceil(said / perMicro);
    return start + (exact + GRID_MICROS - 1) / GRID_MICROS * GRID_MICROS;
  }
}
