package chatnode.ways;

/** So many per second on the long run, so many at once. A rate of 0 lets everything through. */
final class TokenBucket {
  private static final double NANOS = 1e9;
  private final int rate;
  private final int burst;
  private double tokens;
  private long last;

  TokenBucket(int rate, int burst, long now) {
    this.rate = rate;
    this.burst = burst;
    this.tokens = burst;
    this.last = now;
  }

  /**
   * Takes one; 0 when there was one, else the milliseconds until there is. {@code now} in
   * nanoseconds.
   */
  long take(long now) {
    if (rate == 0) {
      return 0;
    }
    tokens = Math.min(burst, tokens + (now - last) / NANOS * rate);
    last = now;
    if (tokens >= 1) {
      tokens -= 1;
      return 0;
    }
    return (long) Math.ceil((1 - tokens) / rate * 1000);
  }
}
