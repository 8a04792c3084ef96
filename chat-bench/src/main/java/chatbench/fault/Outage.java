package chatbench.fault;

import chatpostgres.PostgresServer;
import chatpostgres.PostgresServer.Stop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What befalls a PostgreSQL: each time the next of four kinds, so that four faults try them all.
 */
final class Outage {

  /** How it goes, how it comes back, and whether it stays away in between. */
  private record Kind(String title, boolean lasts, Runnable begin, Runnable end) {}

  private final Vertx vertx;
  private final Duration away;
  private final List<Kind> kinds;
  private int next;

  Outage(Vertx vertx, PostgresServer server, Duration away) {
    this.vertx = vertx;
    this.away = away;
    this.kinds =
        List.of(
            new Kind("stopped", true, () -> server.stop(Stop.FAST), server::start),
            new Kind("frozen", true, server::freeze, server::thaw),
            new Kind("killed", true, server::kill, server::start),
            new Kind("restarted", false, () -> server.stop(Stop.FAST), server::start));
  }

  /** Completes with what was done, when it takes connections again. */
  Future<String> happen() {
    Kind kind = kinds.get(next++ % kinds.size());
    return blocking(kind.begin())
        .compose(
            v ->
                kind.lasts()
                    ? vertx.timer(Math.max(1, away.toMillis()), TimeUnit.MILLISECONDS)
                    : Future.succeededFuture())
        .compose(v -> blocking(kind.end()))
        .map(kind.title());
  }

  private Future<Void> blocking(Runnable work) {
    return vertx.executeBlocking(
        () -> {
          work.run();
          return null;
        });
  }
}
