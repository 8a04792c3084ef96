package chatnode.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every connection that is still HTTP's has a time by which it must have got somewhere: an idle
 * timeout would not do, as a byte a second is not idle.
 */
final class Deadlines {
  private static final long SECOND = 1_000_000_000L;

  /** For a request and its answer, and for the next request on the same connection. */
  private static final long REQUEST = 60 * SECOND;

  private final long head;
  private final Map<HttpConnection, Long> deadlines = new HashMap<>();

  /** {@code headMs}: until the head of the first request is complete. */
  Deadlines(long headMs) {
    this.head = headMs * 1_000_000;
  }

  void opened(HttpConnection connection) {
    deadlines.put(connection, System.nanoTime() + head);
    connection.closeHandler(v -> deadlines.remove(connection));
  }

  void requested(HttpServerRequest request) {
    requested(request, Duration.ZERO);
  }

  /** The answer may take so much longer. */
  void requested(HttpServerRequest request, Duration longer) {
    long end = System.nanoTime() + REQUEST + longer.toNanos();
    deadlines.replace(request.connection(), end);
  }

  /** Until {@link #answered} whoever answers the request has timeouts of his own. */
  void lasts(HttpServerRequest request) {
    deadlines.remove(request.connection());
  }

  void answered(HttpServerRequest request) {
    deadlines.put(request.connection(), System.nanoTime() + REQUEST);
  }

  /** From here on it is a WebSocket or a stream of events, which sees to itself. */
  void upgraded(HttpConnection connection) {
    deadlines.remove(connection);
    connection.closeHandler(null);
  }

  void check(long now) {
    for (Map.Entry<HttpConnection, Long> each : List.copyOf(deadlines.entrySet())) {
      if (now - each.getValue() > 0) {
        deadlines.remove(each.getKey());
        ((HttpServerConnection) each.getKey()).channelHandlerContext().close();
      }
    }
  }
}
