package chatnode.ways;

/** How many frames a client may send, of whatever kind. */
public final class Allowance {
  private static final int REFUSALS = 200;

  private final TokenBucket bucket;
  private int refusals;

  public Allowance(ClientLimits limits, long now) {
    this.bucket = new TokenBucket(limits.rate(), limits.burst(), now);
  }

  /** Takes one: 0 when it may pass, else the milliseconds until the next may. */
  public long take(long now) {
    long waitMs = bucket.take(now);
    refusals = waitMs == 0 ? 0 : refusals + 1;
    return waitMs;
  }

  /** Whether the client went on regardless of being told to wait. */
  public boolean isFlooded() {
    return refusals > REFUSALS;
  }
}
