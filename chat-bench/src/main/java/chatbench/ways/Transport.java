package chatbench.ways;

import chatbench.wire.Dialer;
import chatbench.wire.Way;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** By which way in clients come. */
public enum Transport {
  /** {@code chat.v1.json} on a WebSocket. */
  WS,
  /** Server-sent events, and a POST for each message. */
  SSE,
  /** A GET that waits for each room, and a POST for each message. */
  POLL,
  /** STOMP 1.2 on a WebSocket. */
  STOMP,
  /** SockJS on its WebSocket. */
  SOCKJS,
  /** SockJS without one. */
  SOCKJS_XHR;

  /** Throws IllegalArgumentException with a sentence. */
  public static Transport named(String name) {
    return Arrays.stream(values())
        .filter(transport -> transport.title().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Transport::title)
                        .collect(
                            Collectors.joining(", ", "--transport knows ", ", but not " + name))));
  }

  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The dialer is the way in that needs nothing else. */
  public Way way(Vertx vertx, Dialer dialer) {
    if (this == WS) {
      return dialer;
    }
    Http http = new Http(vertx);
    return switch (this) {
      case SSE -> (url, ear) -> SseLine.open(http, url, ear);
      case POLL -> (url, ear) -> PollLine.open(http, url, ear);
      case STOMP -> (url, ear) -> StompLine.open(dialer, url, ear);
      case SOCKJS -> (url, ear) -> SockJsLine.open(dialer, url, ear);
      default -> (url, ear) -> XhrLine.open(http, url, ear);
    };
  }

  /** Whether what a room has kept can be read by it. */
  public boolean hasHistory() {
    return this != STOMP;
  }

  /** What a node is told so that it does not hold up a hundred clients of one address. */
  public List<String> nodeArgs() {
    return this == SSE || this == POLL ? List.of("--api-rate", "0") : List.of();
  }
}
