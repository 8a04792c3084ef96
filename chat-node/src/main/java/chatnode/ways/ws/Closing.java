package chatnode.ways.ws;

import chatnode.count.LoopCounts;
import chatnode.protocol.CloseCode;
import chatnode.ways.Pipe;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.http.ServerWebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How a socket ends: once, with the code of whoever ended it first. */
final class Closing {
  private static final int MOST_BYTES = 123;

  private final ServerWebSocket socket;
  private final Pipe pipe;
  private final LoopCounts counts;
  private boolean begun;

  Closing(ServerWebSocket socket, Pipe pipe, LoopCounts counts) {
    this.socket = socket;
    this.pipe = pipe;
    this.counts = counts;
  }

  boolean hasBegun() {
    return begun;
  }

  /** Ours. */
  void begin(CloseCode code, String reason) {
    if (!begun) {
      begun = true;
      socket.resume(); // to hear the peer's close
      send(code.code(), reason);
      pipe.end();
    }
  }

  /**
   * Vert.x closes with 1000 after a protocol error unless we are first with the code Netty names.
   */
  void broken(Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException corrupted) {
      begun = true;
      send((short) corrupted.closeStatus().code(), corrupted.closeStatus().reasonText());
    }
  }

  /**
   * The peer's, which Vert.x answers with its own code; what Netty does not see is an unfinished
   * character. False when the close itself is wrong and has been answered.
   */
  boolean mayPass(CloseWebSocketFrame frame) {
    byte[] status = ByteBufUtil.getBytes(frame.content());
    if (status.length > 2
        && !FrameAssembler.isUtf8(ByteBuffer.wrap(status, 2, status.length - 2))) {
      begin(CloseCode.BAD_UTF8, CloseCode.BAD_UTF8.reason());
      return false;
    }
    socket.shutdownHandler(null);
    return true;
  }

  /** The connection has ended, however. */
  void ended() {
    begun = true;
  }

  /** While somebody handles shutdowns, Vert.x sends no close frame of its own accord. */
  private void send(short code, String reason) {
    counts.closed(code);
    if (!socket.isClosed()) {
      socket.shutdownHandler(null);
      socket.close(code, shortened(reason));
    }
  }

  /** A control frame has little room (RFC 6455, 5.5), and reasons may be what people wrote. */
  private static String shortened(String reason) {
    String text = reason;
    while (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }
    return text;
  }
}
