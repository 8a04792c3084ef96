package chatbench.load;

import chatbench.ways.SockJsSession;
import chatbench.wire.Dialer;
import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code chat.v1.json} on a WebSocket, by itself or within SockJS; several messages to a frame. */
final class SocketLoad implements LoadLine {

  /** Below the 64 KiB a server accepts in a frame. */
  private static final int FRAME = 48 * 1024;

  private final WebSocket socket;
  private final UnaryOperator<String> wrapping;
  private final Padding padding;
  private final StringBuilder frame = new StringBuilder();

  private SocketLoad(WebSocket socket, UnaryOperator<String> wrapping, Padding padding) {
    this.socket = socket;
    this.wrapping = wrapping;
    this.padding = padding;
  }

  static Future<LoadLine> open(
      Dialer dialer, LoadWay.Guest guest, Ear ear, Clock clock, Padding padding) {
    JsonScan scan = new JsonScan(ear);
    return dialer
        .dial(guest.url())
        .map(
            socket -> {
              socket.textMessageHandler(
                  text -> {
                    scan.lines(text, clock.micros());
                    ear.turn();
                  });
              closing(socket, ear);
              return new SocketLoad(socket, text -> text, padding).enter(guest);
            });
  }

  /** One message of SockJS holds what a frame would. */
  static Future<LoadLine> openSockJs(
      Dialer dialer, LoadWay.Guest guest, Ear ear, Clock clock, Padding padding) {
    SockJsSession session = new SockJsSession(new Unwrapped(ear, clock));
    return dialer
        .dial(SockJsSession.socket(guest.url()), List.of())
        .compose(
            socket -> {
              socket.textMessageHandler(session::frame);
              closing(socket, ear);
              return session.opened().map(v -> socket);
            })
        .map(
            socket ->
                new SocketLoad(socket, text -> new JsonArray().add(text).encode(), padding)
                    .enter(guest));
  }

  private static void closing(WebSocket socket, Ear ear) {
    socket.exceptionHandler(failure -> {}); // the close handler follows
    socket.closeHandler(v -> ear.closed("closed " + socket.closeStatusCode()));
  }

  private LoadLine enter(LoadWay.Guest guest) {
    List<Outgoing> frames = new ArrayList<>();
    frames.add(new Outgoing.Hello(guest.nick(), guest.secret()));
    guest.rooms().forEach(room -> frames.add(new Outgoing.Join(room, 0)));
    write(Outgoing.lines(frames));
    return this;
  }

  private void write(String text) {
    socket.writeTextMessage(wrapping.apply(text));
  }

  @Override
  public void say(String room, long at, long number) {
    if (!frame.isEmpty()) {
      frame.append('\n');
    }
    frame.append("{\"type\":\"say\",\"room\":\"").append(room).append("\",\"id\":\"");
    frame.append(at).append('.').append(number).append("\",\"text\":\"");
    padding.append(frame, at);
    frame.append("\"}");
    if (frame.length() > FRAME) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (!frame.isEmpty() && !socket.isClosed()) {
      write(frame.toString());
    }
    frame.setLength(0);
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
  public void ping() {
    write(new Outgoing.Ping().json());
  }

  @Override
  public void close() {
    socket.close();
  }

  /** Hears texts, and reads them in its own way. */
  private static final class Unwrapped implements Line.Ear {
    private final JsonScan scan;
    private final Ear ear;
    private final Clock clock;

    Unwrapped(Ear ear, Clock clock) {
      this.scan = new JsonScan(ear);
      this.ear = ear;
      this.clock = clock;
    }

    @Override
    public void heard(String text) {
      scan.lines(text, clock.micros());
      ear.turn();
    }

    @Override
    public void heard(Incoming frame) {}

    @Override
    public void nonsense(String what) {
      ear.closed(what);
    }

    @Override
    public void closed(int code) {
      ear.closed("closed " + code);
    }
  }
}
