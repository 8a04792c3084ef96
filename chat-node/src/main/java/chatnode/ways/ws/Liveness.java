package chatnode.ways.ws;

import chatnode.ways.ClientLimits;

/** Whether somebody is still at the other end. Times in nanoseconds, as System.nanoTime() has. */
final class Liveness {
  private static final long MS = 1_000_000;

  /** What the time says about a client. */
  enum State {
    FINE,
    QUIET,
    SILENT,
    NO_HELLO
  }

  private final ClientLimits settings;
  private final long openedAt;
  private long lastHeard;

  Liveness(ClientLimits settings, long now) {
    this.settings = settings;
    this.openedAt = now;
    this.lastHeard = now;
  }

  void heard(long now) {
    lastHeard = now;
  }

  long lastHeard() {
    return lastHeard;
  }

  /** A client that is not introduced has not said hello yet. */
  State at(long now, boolean isIntroduced) {
    long silentMs = (now - lastHeard) / MS;
    if (!isIntroduced && (now - openedAt) / MS > settings.helloTimeoutMs()) {
      return State.NO_HELLO;
    }
    if (silentMs > 2 * settings.heartbeatMs()) {
      return State.SILENT;
    }
    return silentMs > settings.heartbeatMs() ? State.QUIET : State.FINE;
  }
}
