package chatnode.ways.ws;

import chatnode.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Puts fragments together and checks what Vert.x leaves to us: the size of the whole message, the
 * number of its fragments, and that text is UTF-8 (RFC 6455 sections 5.4 and 8.1).
 */
final class FrameAssembler {
  private static final int MAX_FRAGMENTS = 1024;

  private final int maxBytes;
  private final Talk talk;
  private Buffer message;
  private boolean isText;
  private int fragments;

  FrameAssembler(int maxBytes, Talk talk) {
    this.maxBytes = maxBytes;
    this.talk = talk;
  }

  void frame(WebSocketFrame frame) throws Violation {
    if (frame.isContinuation()) {
      append(frame.binaryData());
    } else {
      isText = frame.isText();
      message = frame.binaryData();
      fragments = 1;
    }
    if (message == null) {
      return; // the rest of a message that was refused
    }
    if (message.length() > maxBytes) {
      throw refuse(CloseCode.TOO_BIG, "a message has at most " + maxBytes + " bytes");
    } else if (fragments > MAX_FRAGMENTS) {
      throw refuse(CloseCode.POLICY, "a message has at most " + MAX_FRAGMENTS + " fragments");
    } else if (frame.isFinal()) {
      complete();
    }
  }

  private void append(Buffer fragment) {
    if (message != null) {
      if (fragments == 1) {
        // A frame's buffer is the network's, and none at all when it was empty.
        message = Buffer.buffer().appendBuffer(message);
      }
      message.appendBuffer(fragment);
      fragments++;
    }
  }

  private Violation refuse(CloseCode code, String reason) {
    message = null;
    return new Violation(code, reason);
  }

  private void complete() throws Violation {
    byte[] bytes = message.getBytes();
    message = null;
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
