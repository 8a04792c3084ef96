package chatbench.ways;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.UUID;

/**
 * What a SockJS server says, over whichever transport (SockJS protocol 0.3.3): {@code o} opens,
 * {@code h} is a heart-beat, {@code a} holds messages, {@code c} closes.
 */
public final class SockJsSession {
  private final Line.Ear ear;
  private final Promise<Void> opened = Promise.promise();
  private boolean closed;

  public SockJsSession(Line.Ear ear) {
    this.ear = ear;
  }

  /** Where a session of its own is, whichever process of the server it is. */
  static String path() {
    return "/sockjs/000/" + UUID.randomUUID();
  }

  /** Of a session of its own over a WebSocket; {@code url} is that of the node's own one. */
  public static String socket(String url) {
    return Paths.base(url).replaceFirst("^http", "ws") + path() + "/websocket";
  }

  /** What goes to the server: the same frames as over a WebSocket, as one message. */
  static String message(List<? extends Outgoing> frames) {
    return new JsonArray().add(Outgoing.lines(frames)).encode();
  }

  /** Fails when the server closes it instead. */
  public Future<Void> opened() {
    return opened.future();
  }

  boolean isClosed() {
    return closed;
  }

  public void frame(String frame) {
    try {
      switch (frame.isEmpty() ? ' ' : frame.charAt(0)) {
        case 'o' -> opened.tryComplete();
        case 'h' -> ear.heard(new Incoming.Other("heartbeat"));
        case 'a' -> new JsonArray(frame.substring(1)).forEach(text -> ear.heard((String) text));
        case 'c' -> closed(new JsonArray(frame.substring(1)).getInteger(0));
        default -> ear.nonsense("the server sent no frame of SockJS: " + frame);
      }
    } catch (DecodeException | ClassCastException | IndexOutOfBoundsException e) {
      ear.nonsense("the server sent no frame of SockJS: " + frame);
    }
  }

  /** The first reason is the one that counts. */
  void closed(int code) {
    if (!closed) {
      closed = true;
      if (!opened.tryFail("the server closed the session with " + code)) {
        ear.closed(code);
      }
    }
  }
}
