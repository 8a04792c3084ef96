package chatnode.log;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for numberings. Milliseconds above ten bits: unlikely ever to come twice for a room, larger
 * than what came before unless clocks disagree, and below 2^53, so that JavaScript holds them
 * exactly. Nothing relies on their order.
 */
final class Epochs {
  private static final int BITS = 10;
  private static final int MASK = (1 << BITS) - 1;

  static long fresh(long now) {
    return now << BITS | ThreadLocalRandom.current().nextInt(1 << BITS);
  }

  /**
   * Two sides of a split that begin a new epoch in the same millisecond do not begin the same one:
   * the low bits of their names differ.
   */
  static long of(long side, long now) {
    return now << BITS | side & MASK;
  }

  private Epochs() {}
}
