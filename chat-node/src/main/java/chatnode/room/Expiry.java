package chatnode.room;

import chatnode.clock.Clock;

/** A token lasts only so long: tells when it is about to run out, and when it has. */
public final class Expiry {
  public static final String SENTENCE = "your token has run out";

  /** So long before is it told of. */
  static final long NOTICE_MS = 60_000;

  /** The clock may be set meanwhile. */
  private static final long LOOK_MS = 600_000;

  private final Clock clock;
  private final Runnable soon;
  private final Runnable over;
  private long until = Long.MAX_VALUE;
  private boolean isTold;
  private Clock.Timer timer;

  Expiry(Clock clock, Runnable soon, Runnable over) {
    this.clock = clock;
    this.soon = soon;
    this.over = over;
  }

  /** Somebody else sees to it. */
  static Expiry none() {
    return new Expiry(null, null, null);
  }

  /** Until {@code millis}; for ever is no work. */
  void lasts(long millis) {
    end();
    until = millis;
    isTold = false;
    if (until < Long.MAX_VALUE && clock != null) {
      look();
    }
  }

  private void look() {
    long left = until - clock.millis();
    if (left <= 0) {
      timer = null;
      over.run();
      return;
    }
    if (left <= NOTICE_MS && !isTold) {
      isTold = true;
      soon.run();
    }
    timer = clock.after(Math.min(isTold ? left : left - NOTICE_MS, LOOK_MS), this::look);
  }

  /** Nobody wants to know any more. */
  public void end() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
