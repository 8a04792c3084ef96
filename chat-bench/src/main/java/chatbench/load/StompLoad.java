package chatbench.load;

import chatbench.wire.Dialer;
import chatbench.wire.Scan;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * STOMP on a WebSocket. Of a frame only the first letters, one header and the digits that its body
 * begins with are looked at; a frame ends where no text of the load has a NUL.
 */
final class StompLoad implements LoadLine {
  private static final int FRAME = 48 * 1024;
  private static final String BODY = "\n\n";
  private static final String BODY_AFTER_CR = "\n\r\n";
  private static final String ID = "\nid:";

  private final WebSocket socket;
  private final Ear ear;
  private final Clock clock;
  private final Padding padding;
  private final StringBuilder frame = new StringBuilder();
  private String rest = "";

  private StompLoad(WebSocket socket, Ear ear, Clock clock, Padding padding) {
    this.socket = socket;
    this.ear = ear;
    this.clock = clock;
    this.padding = padding;
  }

  static Future<LoadLine> open(
      Dialer dialer, LoadWay.Guest guest, Ear ear, Clock clock, Padding padding) {
    return dialer
        .dial(guest.url(), List.of("v12.stomp"))
        .map(
            socket -> {
              StompLoad load = new StompLoad(socket, ear, clock, padding);
              socket.textMessageHandler(load::heard);
              socket.binaryMessageHandler(
                  bytes -> load.heard(bytes.toString(StandardCharsets.ISO_8859_1)));
              socket.exceptionHandler(failure -> {}); // the close handler follows
              socket.closeHandler(v -> ear.closed("closed " + socket.closeStatusCode()));
              load.enter(guest);
              return load;
            });
  }

  private void enter(LoadWay.Guest guest) {
    frame.append("CONNECT\naccept-version:1.2\nhost:load\nlogin:").append(guest.nick());
    frame.append("\nclient:").append(guest.secret()).append("\n\n\0");
    for (String room : guest.rooms()) {
      frame.append("SUBSCRIBE\nid:").append(room).append("\ndestination:/room/").append(room);
      frame.append("\nreceipt:join\n\n\0");
    }
    flush();
  }

  @Override
  public void say(String room, long at, long number) {
    frame.append("SEND\ndestination:/room/").append(room).append("\nreceipt:say\nid:");
    frame.append(at).append('.').append(number).append("\n\n");
    padding.append(frame, at);
    frame.append('\0');
    if (frame.length() > FRAME) {
      flush();
    }
  }

  @Override
  public void flush() {
    if (!frame.isEmpty() && !socket.isClosed()) {
      socket.writeTextMessage(frame.toString());
    }
    frame.setLength(0);
  }

  private void heard(String part) {
    long now = clock.micros();
    String text = rest.isEmpty() ? part : rest + part;
    int from = 0;
    for (int to = text.indexOf('\0'); to >= 0; to = text.indexOf('\0', from)) {
      while (from < to && text.charAt(from) == '\n') {
        from++;
      }
      frame(text, from, to, now);
      from = to + 1;
    }
    rest = text.substring(from);
    ear.turn();
  }

  private void frame(String text, int from, int to, long now) {
    if (text.startsWith("MESSAGE", from)) {
      long at = Scan.number(text, BODY, from, to);
      ear.delivered(at >= 0 ? at : Scan.number(text, BODY_AFTER_CR, from, to), now);
    } else if (text.startsWith("RECEIPT", from)) {
      receipt(text, from, to, now);
    } else if (text.startsWith("ERROR", from)) {
      String error = text.substring(from, to);
      ear.refused(header(error, "\ncode:"), header(error, "\nmessage:"), false, 0);
    }
  }

  private void receipt(String text, int from, int to, long now) {
    switch (header(text.substring(from, to), "\nreceipt-id:")) {
      case "say" -> ear.acked(Scan.number(text, ID, from, to), now);
      case "join" -> ear.joined();
      default -> ear.alive();
    }
  }

  private static String header(String frame, String key) {
    int at = frame.indexOf(key);
    int end = frame.indexOf('\n', at + 1);
    return at < 0 ? "" : frame.substring(at + key.length(), end).stripTrailing();
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
    socket.writeTextMessage("ACK\nid:0\nreceipt:ping\n\n\0");
  }

  @Override
  public void close() {
    socket.close();
  }
}
