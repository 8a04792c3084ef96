package chatbench.fanout;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket (RFC 6455) whose frames are written and not taken apart when they come: who only
 * counts marks would spend most of his time on that, and the fastest servers would wait for him.
 * Nothing is answered, so a server must not ask whether anybody is there.
 */
final class RawSocket {
  private static final String HOST = "127.0.0.1";
  private static final int CONTINUES = 126;
  private static final int MASKED = 0x80;
  private static final String END = "\r\n\r\n";

  /** Any 16 bytes will do; these are of the RFC's example. */
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private final NetSocket socket;
  private final int opcode;
  private final Handler<Buffer> ear;
  private final Promise<RawSocket> opened = Promise.promise();
  private Buffer head = Buffer.buffer();
  private Buffer frames = Buffer.buffer();

  private RawSocket(NetSocket socket, boolean binary, Handler<Buffer> ear) {
    this.socket = socket;
    this.opcode = 0x80 | (binary ? 2 : 1);
    this.ear = ear;
  }

  /** {@code ear} hears bytes from behind the handshake on, {@code ended} once of an end. */
  static Future<RawSocket> open(
      NetClient client, int port, Talk talk, Handler<Buffer> ear, Runnable ended) {
    return client
        .connect(port, HOST)
        .recover(
            failure ->
                Future.failedFuture(
                    new IllegalStateException("cannot connect: " + failure.getMessage())))
        .compose(
            socket -> {
              RawSocket raw = new RawSocket(socket, talk.binary(), ear);
              socket.handler(raw::read);
              socket.exceptionHandler(failure -> {}); // the close handler follows
              socket.closeHandler(
                  v -> {
                    raw.opened.tryFail(new IllegalStateException("the server hung up"));
                    ended.run();
                  });
              socket.write(request(port, talk));
              return raw.opened.future();
            });
  }

  private static String request(int port, Talk talk) {
    String protocol =
        talk.protocol().isEmpty() ? "" : "Sec-WebSocket-Protocol: " + talk.protocol() + "\r\n";
    return ("GET " + talk.path() + " HTTP/1.1\r\nHost: " + HOST + ":" + port + "\r\n")
        + ("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n")
        + ("Sec-WebSocket-Key: " + KEY + "\r\n" + protocol + "\r\n");
  }

  private void read(Buffer bytes) {
    if (head == null) {
      ear.handle(bytes);
      return;
    }
    head.appendBuffer(bytes);
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf(END);
    if (end < 0) {
      return;
    }
    if (!text.startsWith("HTTP/1.1 101")) {
      opened.tryFail(
          new IllegalStateException("the server said " + text.lines().findFirst().get()));
      socket.close();
      return;
    }
    Buffer more = head.slice(end + END.length(), head.length());
    head = null;
    opened.complete(this);
    ear.handle(more);
  }

  /** Waits for {@link #flush}. */
  void say(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    frames.appendByte((byte) opcode);
    if (payload.length < CONTINUES) {
      frames.appendByte((byte) (MASKED | payload.length));
    } else {
      frames.appendByte((byte) (MASKED | CONTINUES)).appendUnsignedShort(payload.length);
    }
    frames.appendInt(0).appendBytes(payload); // a mask of zeros leaves the bytes as they are
  }

  void flush() {
    if (frames.length() > 0) {
      socket.write(frames);
      frames = Buffer.buffer();
    }
  }

  void close() {
    socket.close();
  }
}
