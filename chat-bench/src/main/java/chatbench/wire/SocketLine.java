package chatbench.wire;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.util.List;

/** A WebSocket that speaks {@code chat.v1.json}. */
final class SocketLine implements Line {
  private final WebSocket socket;

  SocketLine(WebSocket socket, Ear ear) {
    this.socket = socket;
    socket.textMessageHandler(ear::heard);
    socket.exceptionHandler(failure -> {}); // the close handler follows
    socket.closeHandler(
        v -> ear.closed(socket.closeStatusCode() == null ? LOST : socket.closeStatusCode()));
  }

  @Override
  public void send(List<? extends Outgoing> frames) {
    socket.writeTextMessage(Outgoing.lines(frames));
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
