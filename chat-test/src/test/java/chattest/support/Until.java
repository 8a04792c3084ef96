package chattest.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what no frame announces. */
public final class Until {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public static void holds(BooleanSupplier condition) {
    holds(condition, () -> "");
  }

  /** {@code situation} is told when it does not come true. */
  public static void holds(BooleanSupplier condition, Supplier<String> situation) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "did not come true within " + PATIENCE.toSeconds() + " s: " + situation.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Until() {}
}
