package chatbench.ways;

import chatbench.wire.Dialer;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** SockJS over its WebSocket, carrying {@code chat.v1.json}. */
final class SockJsLine implements Line {
  private final WebSocket socket;

  private SockJsLine(WebSocket socket) {
    this.socket = socket;
  }

  static Future<Line> open(Dialer dialer, String url, Ear ear) {
    SockJsSession session = new SockJsSession(ear);
    return dialer
        .dial(SockJsSession.socket(url), List.of())
        .compose(
            socket -> {
              socket.textMessageHandler(session::frame);
              socket.exceptionHandler(failure -> {}); // the close handler follows
              socket.closeHandler(
                  v ->
                      session.closed(
                          socket.closeStatusCode() == null ? LOST : socket.closeStatusCode()));
              return session
                  .opened()
                  .timeout(Http.CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
                  .onFailure(failure -> socket.close())
                  .map(v -> new SockJsLine(socket));
            });
  }

  @Override
  public void send(List<? extends Outgoing> frames) {
    socket.writeTextMessage(SockJsSession.message(frames));
  }

  @Override
  public void pause() {
    socket.pause();
  }

  @Override
  public void resume() {
    socket.resume();
  }

  @Override
  public Future<Void> close() {
    return socket.close();
  }
}
