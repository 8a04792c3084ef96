package chatbench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs something on the one event loop that all state belongs to, and waits for it. */
final class Loop {

  /** Throws what the work failed with. */
  static <T> T run(Function<Vertx, Supplier<Future<T>>> work) {
    return beside(
        vertx -> {
          Supplier<Future<T>> ready = work.apply(vertx);
          return Future.<T>future(
                  promise -> vertx.runOnContext(v -> ready.get().onComplete(promise::handle)))
              .await();
        });
  }

  /** The work stays on this thread, and waits for what it has done on the loop. */
  static <T> T beside(Function<Vertx, T> work) {
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    try {
      return work.apply(vertx);
    } finally {
      vertx.close().await();
    }
  }

  private Loop() {}
}
