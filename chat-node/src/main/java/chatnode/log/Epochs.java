package chatnode.log;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names for numberings. Milliseconds above ten random bits: unlikely ever to come twice for a room,
 * larger than what came before unless clocks disagree, and below 2^53, so that JavaScript holds
 * them exactly. Nothing relies on their order.
 */
public final class Epochs {
  private static final int RANDOM_BITS = 10;

  public static long fresh() {
    return (System.currentTimeMillis() << RANDOM_BITS)
        | ThreadLocalRandom.current().nextInt(1 << RANDOM_BITS);
  }

  private Epochs() {}
}
