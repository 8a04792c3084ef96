package chatbench.verify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something to hold, and to go on holding for a while. */
final class Until {
  private static final long LOOK_MS = 100;

  /** Completes with false when it did not hold in time. */
  static Future<Boolean> holds(
      Vertx vertx, BooleanSupplier condition, Duration steadily, Duration within) {
    Promise<Boolean> promise = Promise.promise();
    long deadline = System.nanoTime() + within.toNanos();
    long[] since = {-1};
    vertx.setPeriodic(
        LOOK_MS,
        id -> {
          long now = System.nanoTime();
          if (!condition.getAsBoolean()) {
            since[0] = -1;
          } else if (since[0] < 0) {
            since[0] = now;
          }
          boolean held = since[0] >= 0 && now - since[0] >= steadily.toNanos();
          if (held || now > deadline) {
            vertx.cancelTimer(id);
            promise.complete(held);
          }
        });
    return promise.future();
  }

  private Until() {}
}
