package chatbench.client;

import java.util.Random;

/** Waits twice as long each time, with full jitter so that clients do not come back in step. */
final class Backoff {
  private static final int FIRST_MS = 100;
  private static final int LONGEST_MS = 3_000;
  private static final int DOUBLINGS = 5;

  private final Random random;
  private int tries;
  private long namedMs;

  Backoff(Random random) {
    this.random = random;
  }

  long next() {
    if (namedMs > 0) {
      long named = after(namedMs);
      namedMs = 0;
      return named;
    }
    long ceiling = Math.min(LONGEST_MS, (long) FIRST_MS << Math.min(tries++, DOUBLINGS));
    return 1 + random.nextInt((int) ceiling);
  }

  /** A delay the server asked for, with some jitter on top. */
  long after(long delayMs) {
    return delayMs + 1 + random.nextInt(FIRST_MS);
  }

  /** The next wait, and only that, is the one the server asked for. */
  void name(long delayMs) {
    namedMs = delayMs;
  }

  void reset() {
    tries = 0;
  }
}
