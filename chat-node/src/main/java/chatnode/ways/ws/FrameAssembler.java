package chatnode.ways.ws;

import chatnode.protocol.CloseCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Puts fragments together and checks what Netty leaves to us: the size of the whole message, the
 * number of its fragments, and that text is UTF-8 (RFC 6455 sections 5.4 and 8.1).
 */
final class FrameAssembler {
  private static final int MAX_FRAGMENTS = 1024;

  private final int maxBytes;
  private final Talk talk;
  private ByteArrayOutputStream parts;
  private boolean isText;
  private int fragments;

  FrameAssembler(int maxBytes, Talk talk) {
    this.maxBytes = maxBytes;
    this.talk = talk;
  }

  /** The frame stays its reader's. */
  void frame(WebSocketFrame frame) throws Violation {
    if (!(frame instanceof ContinuationWebSocketFrame)) {
      isText = frame instanceof TextWebSocketFrame;
      if (frame.isFinalFragment()) { // nearly all are
        checkSize(frame.content().readableBytes());
        complete(ByteBufUtil.getBytes(frame.content()));
        return;
      }
      parts = new ByteArrayOutputStream();
      fragments = 0;
    }
    if (parts != null) { // or the rest of a message that was refused
      append(frame.content());
      if (frame.isFinalFragment()) {
        byte[] whole = parts.toByteArray();
        parts = null;
        complete(whole);
      }
    }
  }

  private void append(ByteBuf fragment) throws Violation {
    checkSize(parts.size() + fragment.readableBytes());
    if (++fragments > MAX_FRAGMENTS) {
      throw refuse(CloseCode.POLICY, "a message has at most " + MAX_FRAGMENTS + " fragments");
    }
    parts.writeBytes(ByteBufUtil.getBytes(fragment));
  }

  private void checkSize(int bytes) throws Violation {
    if (bytes > maxBytes) {
      throw refuse(CloseCode.TOO_BIG, "a message has at most " + maxBytes + " bytes");
    }
  }

  private Violation refuse(CloseCode code, String reason) {
    parts = null;
    return new Violation(code, reason);
  }

  private void complete(byte[] bytes) throws Violation {
    if (!isText) {
      talk.binary(bytes);
      return;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    // Decoding puts U+FFFD where bytes are wrong; only then is a strict second look needed.
    if (text.indexOf('\uFFFD') >= 0 && !isUtf8(ByteBuffer.wrap(bytes))) {
      throw refuse(CloseCode.BAD_UTF8, CloseCode.BAD_UTF8.reason());
    } else {
      talk.text(text);
    }
  }

  static boolean isUtf8(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
