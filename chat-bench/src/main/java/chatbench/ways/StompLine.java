package chatbench.ways;

import chatbench.wire.Dialer;
import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * STOMP 1.2 over a WebSocket. What has an answer asks for a receipt, and the receipt's name says
 * what was asked. Nobody says that a room's numbering began anew: its messages are of another
 * epoch.
 */
final class StompLine implements Line, Outgoing.Handler {
  private static final String ROOM = "/room/";

  /** We promise no heart-beats, and want one as often as every node gives it. */
  private static final String HEART_BEAT = "0,10000";

  private final WebSocket socket;
  private final String host;
  private final Ear ear;
  private final StompReader reader = new StompReader(this::frame);
  private final Set<String> subscribed = new HashSet<>();
  private final Map<String, Long> epochs = new HashMap<>();
  private final StringBuilder batch = new StringBuilder();

  /** What is not to be sent before the server has said that we are connected. */
  private final List<Outgoing> waiting = new ArrayList<>();

  private boolean connected;

  private StompLine(WebSocket socket, String host, Ear ear) {
    this.socket = socket;
    this.host = host;
    this.ear = ear;
    socket.textMessageHandler(text -> read(text.getBytes(StandardCharsets.UTF_8)));
    socket.binaryMessageHandler(bytes -> read(bytes.getBytes()));
    socket.exceptionHandler(failure -> {}); // the close handler follows
    socket.closeHandler(
        v -> ear.closed(socket.closeStatusCode() == null ? LOST : socket.closeStatusCode()));
  }

  static Future<Line> open(Dialer dialer, String url, Ear ear) {
    String host = URI.create(url).getHost();
    return dialer.dial(url, List.of("v12.stomp")).map(socket -> new StompLine(socket, host, ear));
  }

  @Override
  public void send(List<? extends Outgoing> frames) {
    for (Outgoing frame : frames) {
      if (connected || frame instanceof Outgoing.Hello) {
        frame.dispatch(this);
      } else {
        waiting.add(frame);
      }
    }
    flush();
  }

  private void flush() {
    if (!batch.isEmpty()) {
      socket.writeTextMessage(batch.toString());
      batch.setLength(0);
    }
  }

  private void write(StompFrame frame) {
    batch.append(frame.encode());
  }

  @Override
  public void hello(Outgoing.Hello frame) {
    write(
        StompFrame.of("CONNECT", "accept-version", "1.2", "host", host, "heart-beat", HEART_BEAT)
            .with("login", frame.nick())
            .with("client", frame.client()));
  }

  @Override
  public void join(Outgoing.Join frame) {
    subscribe(frame.room(), "recent", "" + frame.recent());
  }

  @Override
  public void resume(Outgoing.Resume frame) {
    epochs.put(frame.room(), frame.epoch());
    subscribe(frame.room(), "after", frame.epoch() + ":" + frame.after());
  }

  private void subscribe(String room, String from, String value) {
    if (!subscribed.add(room)) {
      write(StompFrame.of("UNSUBSCRIBE", "id", room));
    }
    write(
        StompFrame.of("SUBSCRIBE", "id", room, "destination", ROOM + room, from, value)
            .with("receipt", "join " + room));
  }

  @Override
  public void say(Outgoing.Say frame) {
    StompFrame send =
        StompFrame.of("SEND", "destination", ROOM + frame.room(), "id", frame.id())
            .with("receipt", "say " + frame.room() + " " + frame.id());
    write((frame.again() ? send.with("again", "true") : send).saying(frame.text()));
  }

  /** It means nothing to the server, and yet has a receipt. */
  @Override
  public void ping() {
    write(StompFrame.of("ACK", "id", "0", "receipt", "ping"));
  }

  private void read(byte[] bytes) {
    ear.heard(new Incoming.Other("bytes")); // a heart-beat is a sign of life as well
    try {
      reader.read(bytes);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      ear.nonsense(e.getMessage());
    }
  }

  private void frame(StompFrame frame) {
    switch (frame.command()) {
      case "CONNECTED" -> connected(frame);
      case "MESSAGE" -> message(frame);
      case "RECEIPT" -> receipt(frame, frame.header("receipt-id").split(" "));
      case "ERROR" -> error(frame, frame.header("receipt-id").split(" "));
      default -> throw new IllegalArgumentException("the server sent a " + frame.command());
    }
  }

  private void connected(StompFrame frame) {
    connected = true;
    ear.heard(new Incoming.Welcome(frame.header("node"), frame.header("id"), List.of()));
    List<Outgoing> now = List.copyOf(waiting);
    waiting.clear();
    send(now);
  }

  private void message(StompFrame frame) {
    String destination = frame.header("destination");
    if (!destination.startsWith(ROOM)) {
      throw new IllegalArgumentException(
          "the server sent a MESSAGE of no room: " + frame.headers());
    }
    String room = destination.substring(ROOM.length());
    long epoch = frame.number("epoch");
    long seq = frame.number("seq");
    Long before = epochs.put(room, epoch);
    if (before != null && before != epoch) {
      ear.heard(new Incoming.Reset(room, epoch, seq, seq));
    }
    ear.heard(
        new Incoming.Message(
            room, epoch, seq, frame.header("id"), frame.header("from"), frame.body()));
  }

  private void receipt(StompFrame frame, String[] asked) {
    switch (asked[0]) {
      case "join" -> {
        long epoch = frame.number("epoch");
        epochs.put(asked[1], epoch);
        ear.heard(
            new Incoming.Joined(
                asked[1],
                epoch,
                frame.number("head"),
                frame.number("first"),
                frame.header("complete").equals("true")));
      }
      case "say" ->
          ear.heard(
              new Incoming.Ack(
                  asked[1], frame.header("id"), frame.number("epoch"), frame.number("seq")));
      default -> {}
    }
  }

  /** The server closes the connection next, whatever it was. */
  private void error(StompFrame frame, String[] asked) {
    String code = frame.header("code");
    if (code.equals("bye")) {
      ear.heard(new Incoming.Bye(frame.header("message"), frame.number("reconnect-after-ms")));
      return;
    }
    boolean names = frame.headers().containsKey("retry-after-ms");
    long retryAfterMs = names ? frame.number("retry-after-ms") : 0;
    String room = asked.length > 1 ? asked[1] : null;
    String id = asked[0].equals("say") ? asked[2] : null;
    ear.heard(new Incoming.Refused(code, room, id, retryAfterMs));
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
