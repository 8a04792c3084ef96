package chatbench.load;

import chatbench.wire.Dialer;
import chatbench.wire.Outgoing;
import chatbench.wire.Scan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * One socket of the load. A message carries the moment it was said, in its id for the {@code ack}
 * and in its text for the {@code message}, so nothing has to be looked up; several go into one
 * frame.
 */
final class LoadSocket {
  private static final String ID = "\"id\":\"";
  private static final String TEXT = "\"text\":\"";

  /** Below the 64 KiB a server accepts in a frame. */
  private static final int FRAME = 48 * 1024;

  private static final long RETRY_MS = 50;

  private final Vertx vertx;
  private final Clock clock;
  private final Tally tally;
  private final List<String> rooms;
  private final String[] heads;
  private final String filler;
  private final Promise<Void> ready = Promise.promise();
  private final StringBuilder frame = new StringBuilder();
  private WebSocket socket;
  private int joined;
  private long said;
  private long outstanding;
  private int window;
  private boolean stuck;
  private boolean answered;

  LoadSocket(Vertx vertx, Clock clock, Tally tally, List<String> rooms, int size) {
    this.vertx = vertx;
    this.clock = clock;
    this.tally = tally;
    this.rooms = rooms;
    this.heads =
        rooms.stream()
            .map(room -> "{\"type\":\"say\",\"room\":\"" + room + "\",\"id\":\"")
            .toArray(String[]::new);
    this.filler = "x".repeat(size);
  }

  /** Completes when all rooms are joined. */
  Future<Void> open(Dialer dialer, String url, String nick, String secret) {
    return dialer
        .dial(url)
        .compose(
            opened -> {
              socket = opened;
              opened.textMessageHandler(this::heard);
              opened.exceptionHandler(failure -> {}); // the close handler follows
              opened.closeHandler(v -> closed(opened.closeStatusCode()));
              StringBuilder text = new StringBuilder(new Outgoing.Hello(nick, secret).json());
              rooms.forEach(room -> text.append('\n').append(new Outgoing.Join(room, 0).json()));
              opened.writeTextMessage(text.toString());
              return ready.future();
            });
  }

  private void closed(Short code) {
    ready.tryFail("the server closed the connection with " + code);
    if (socket != null) {
      socket = null;
      if (stuck) {
        tally.dropped++;
      } else {
        tally.error("closed " + code);
      }
    }
  }

  /** From now on {@code depth} messages stay unacknowledged. */
  void keep(int depth) {
    window = depth;
    topUp();
  }

  /** From now on nothing is read. */
  void getStuck() {
    stuck = true;
    socket.pause();
  }

  /** Reads what was missed, behind which the close comes, or the answer. */
  void getUnstuck() {
    if (socket != null) {
      socket.resume();
      socket.writeTextMessage(new Outgoing.Ping().json());
    }
  }

  /** Neither closed nor answered yet. */
  boolean isInDoubt() {
    return socket != null && !answered;
  }

  void stop() {
    window = 0;
  }

  boolean isWaiting() {
    return socket != null && outstanding > 0;
  }

  long outstanding() {
    return outstanding;
  }

  /** Puts a message into the next frame; {@code at} is when it should have gone out. */
  void say(long at) {
    if (!frame.isEmpty()) {
      frame.append('\n');
    }
    String head = heads[(int) (said % heads.length)];
    frame.append(head).append(at).append('.').append(said).append("\",\"text\":\"");
    int start = frame.length();
    frame.append(at).append(' ');
    frame.append(filler, frame.length() - start, filler.length()).append("\"}");
    said++;
    outstanding++;
    if (frame.length() > FRAME) {
      flush();
    }
  }

  void flush() {
    if (!frame.isEmpty() && socket != null) {
      socket.writeTextMessage(frame.toString());
    }
    frame.setLength(0);
  }

  private void topUp() {
    long now = clock.micros();
    while (outstanding < window) {
      say(now);
    }
    flush();
  }

  private void heard(String text) {
    long now = clock.micros();
    int end = text.length();
    for (int from = 0; from < end; ) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? end : newline;
      object(text, from, to, now);
      from = to + 1;
    }
    if (outstanding < window) {
      topUp();
    }
  }

  private void object(String text, int from, int to, long now) {
    Scan.Kind kind = Scan.kind(text, from, to);
    if (stuck) {
      answered |= kind == Scan.Kind.PONG; // all else is what it had missed
      return;
    }
    switch (kind) {
      case MESSAGE -> {
        long at = Scan.number(text, TEXT, from, to);
        if (at >= 0) {
          tally.delivery(at, now);
        }
      }
      case ACK -> {
        outstanding--;
        tally.ack(Scan.number(text, ID, from, to), now);
      }
      case RESET -> tally.error("reset"); // it missed something, or gets it again
      case ERROR -> refused(new JsonObject(text.substring(from, to)));
      case JOINED -> {
        if (++joined == rooms.size()) {
          ready.tryComplete();
        }
      }
      default -> {}
    }
  }

  /**
   * A refused message is counted and not sent again; its place in the window opens a little later.
   */
  private void refused(JsonObject error) {
    tally.error(error.getString("code"));
    if (error.containsKey("id")) {
      long pause = Math.max(RETRY_MS, error.getLong("retryAfterMs", 0L));
      vertx.setTimer(
          pause,
          id -> {
            outstanding--;
            topUp();
          });
    } else {
      ready.tryFail("error " + error.getString("code") + ": " + error.getString("message"));
    }
  }

  void close() {
    WebSocket open = socket;
    socket = null;
    if (open != null) {
      open.close();
    }
  }
}
