package chatnode.ways.ws;

import chatnode.count.LoopCounts;
import chatnode.protocol.CloseCode;
import chatnode.ways.Pipe;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How a socket ends: once, with the code of whoever ended it first. */
final class Closing {
  private static final byte[] NOTHING = {};

  private final Pipe pipe;
  private final LoopCounts counts;
  private boolean begun;

  Closing(Pipe pipe, LoopCounts counts) {
    this.pipe = pipe;
    this.counts = counts;
  }

  boolean hasBegun() {
    return begun;
  }

  /** Ours: the connection ends when the peer has answered, or in a while. */
  void begin(CloseCode code, String reason) {
    if (!begun) {
      begun = true;
      counts.closed(code.code());
      pipe.write(frame(code.code(), reason));
      pipe.end();
    }
  }

  /** Who speaks another protocol is not waited for. */
  void beginAtOnce(short code, String reason) {
    if (!begun) {
      begun = true;
      counts.closed(code);
      pipe.end(frame(code, reason));
    }
  }

  /**
   * The peer's is answered with its own code, if it has not answered ours. What Netty does not see
   * is an unfinished character.
   */
  void answer(CloseWebSocketFrame close) {
    byte[] status = ByteBufUtil.getBytes(close.content());
    if (begun) {
      pipe.end(NOTHING);
    } else if (status.length > 2
        && !FrameAssembler.isUtf8(ByteBuffer.wrap(status, 2, status.length - 2))) {
      beginAtOnce(CloseCode.BAD_UTF8.code(), CloseCode.BAD_UTF8.reason());
    } else {
      begun = true;
      pipe.end(
          status.length == 0
              ? frame(CloseCode.DONE.code(), "")
              : WireFrame.control(WireFrame.CLOSE, status));
    }
  }

  /** The connection has ended, however. */
  void ended() {
    begun = true;
  }

  /** Reasons may be what people wrote, and there is little room for them. */
  private static byte[] frame(short code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    String rest = reason;
    while (text.length > WireFrame.MOST_OF_CONTROL - Short.BYTES) {
      rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
      text = rest.getBytes(StandardCharsets.UTF_8);
    }
    byte[] payload =
        ByteBuffer.allocate(Short.BYTES + text.length).putShort(code).put(text).array();
    return WireFrame.control(WireFrame.CLOSE, payload);
  }
}
