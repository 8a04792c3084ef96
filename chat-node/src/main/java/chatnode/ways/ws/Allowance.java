package chatnode.ways.ws;

/** How many frames a client may send, of whatever kind. */
final class Allowance {
  private static final int REFUSALS = 200;

  private final TokenBucket bucket;
  private int refusals;

  Allowance(SocketSettings settings, long now) {
    this.bucket = new TokenBucket(settings.rate(), settings.burst(), now);
  }

  /** Takes one: 0 when it may pass, else the milliseconds until the next may. */
  long take(long now) {
    long waitMs = bucket.take(now);
    refusals = waitMs == 0 ? 0 : refusals + 1;
    return waitMs;
  }

  /** Whether the client went on regardless of being told to wait. */
  boolean isFlooded() {
    return refusals > REFUSALS;
  }
}
