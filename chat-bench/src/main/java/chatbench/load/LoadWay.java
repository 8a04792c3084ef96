package chatbench.load;

import chatbench.ways.Http;
import chatbench.ways.Transport;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import java.util.List;

/** How the sockets of a load come in. */
interface LoadWay {

  /** Someone with a socket; nobody else has the secret. */
  record Guest(String url, String nick, String secret, List<String> rooms) {}

  /** Completes when somebody answers; the ear is told of each room that is joined then. */
  Future<LoadLine> open(Guest guest, LoadLine.Ear ear);

  static LoadWay of(Transport transport, Dialer dialer, Http http, Clock clock, Padding padding) {
    return switch (transport) {
      case WS -> (guest, ear) -> SocketLoad.open(dialer, guest, ear, clock, padding);
      case SOCKJS -> (guest, ear) -> SocketLoad.openSockJs(dialer, guest, ear, clock, padding);
      case STOMP -> (guest, ear) -> StompLoad.open(dialer, guest, ear, clock, padding);
      case SSE -> (guest, ear) -> SseLoad.open(http, guest, ear, clock, padding);
      case POLL -> (guest, ear) -> PollLoad.open(http, guest, ear, clock, padding);
      case SOCKJS_XHR -> throw new IllegalArgumentException("no load comes by sockjs-xhr");
    };
  }
}
