package chatnode.ways.stomp;

/**
 * STOMP's own signs of life, in both directions: a line end where there is nothing else. Times in
 * nanoseconds, as System.nanoTime() has. They are looked at every second or so, so what happened is
 * only marked, and both sides may be that much late.
 */
final class Heartbeats {
  private static final long MS = 1_000_000;
  private static final int LOOK_MS = 1000;
  private static final int MOST_MS = 10_000;

  /** What cannot be promised when it is looked at every second. */
  private static final int LEAST_MS = 2 * LOOK_MS;

  private final int everyMs;
  private long sendEvery;
  private long expectEvery;
  private boolean hasSent = true;
  private boolean hasHeard = true;
  private long sentAt;
  private long heardAt;

  /** Nobody is quiet for longer than {@code heartbeatMs} where it is short. */
  Heartbeats(long heartbeatMs) {
    this.everyMs = (int) Math.max(LEAST_MS, Math.min(MOST_MS, heartbeatMs));
  }

  /** What is offered to the client, for either direction. */
  int everyMs() {
    return everyMs;
  }

  /** The slower of what one side offers and the other wants; none where one has none. */
  void agree(Connect client) {
    sendEvery = client.wantsEvery() == 0 ? 0 : Math.max(everyMs, client.wantsEvery()) * MS;
    expectEvery = client.givesEvery() == 0 ? 0 : Math.max(everyMs, client.givesEvery()) * MS;
  }

  void sent() {
    hasSent = true;
  }

  void heard() {
    hasHeard = true;
  }

  /** Whether it is time for a line end, before the client's patience would be over. */
  boolean isDue(long now) {
    if (hasSent) {
      hasSent = false;
      sentAt = now;
    } else if (sendEvery > 0 && now - sentAt >= sendEvery - LEAST_MS * MS) {
      sentAt = now;
      return true;
    }
    return false;
  }

  /** Whether the client has missed two that it promised. */
  boolean isSilent(long now) {
    if (hasHeard) {
      hasHeard = false;
      heardAt = now;
    }
    return expectEvery > 0 && now - heardAt > 2 * expectEvery;
  }
}
