package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import java.io.ByteArrayOutputStream;

/**
 * Reads frames out of a stream of bytes that comes in chunks of any size (STOMP 1.2, "Augmented
 * BNF"). It keeps the frame that has begun and nothing else, and of that no more than a frame may
 * have.
 *
 * <pre>
 *   BETWEEN --a byte--> HEAD --empty line--> BODY, or BODY_OF_LENGTH --> END --NUL--> BETWEEN
 *   line ends:                               up to    as content-length
 *   heart-beats                              a NUL    says
 * </pre>
 */
final class StompReader {
  private static final byte[] NOTHING = {};

  private enum State {
    BETWEEN,
    HEAD,
    BODY,
    BODY_OF_LENGTH,
    END
  }

  private final int most;
  private byte[] chunk = NOTHING;
  private boolean isText;
  private int at;
  private State state = State.BETWEEN;

  // ---- of the frame that has begun, null between two

  private Head head;
  private ByteArrayOutputStream part;
  private int length;
  private int size;

  /** {@code most} bytes are a frame. */
  StompReader(int most) {
    this.most = most;
  }

  /** The stream goes on; {@link #next} has given all that was in it so far. */
  void feed(byte[] chunk, boolean isText) {
    this.chunk = chunk;
    this.isText = isText;
    at = 0;
  }

  boolean isBetweenFrames() {
    return state == State.BETWEEN;
  }

  /** Bytes that are kept of a frame that is not complete. */
  int kept() {
    return part == null ? 0 : part.size();
  }

  /** The next complete frame, or null. After a refusal there is no telling where one begins. */
  StompFrame next() {
    while (at < chunk.length) {
      switch (state) {
        case BETWEEN -> skipLineEnds();
        case HEAD -> readLine();
        case BODY -> readBody();
        case BODY_OF_LENGTH -> readBodyOfLength();
        case END -> {
          return end();
        }
      }
    }
    chunk = NOTHING;
    at = 0;
    return null;
  }

  private void skipLineEnds() {
    while (at < chunk.length && (chunk[at] == '\n' || chunk[at] == '\r')) {
      at++;
    }
    if (at < chunk.length) {
      state = State.HEAD;
      head = new Head();
      part = new ByteArrayOutputStream();
      size = 0;
    }
  }

  private void readLine() {
    int end = at;
    while (end < chunk.length && chunk[end] != '\n' && chunk[end] != 0) {
      end++;
    }
    keep(end);
    if (at == chunk.length) {
      return;
    }
    if (chunk[at++] == 0) {
      throw Head.broken("an empty line is needed behind the headers, and there is no NUL in them");
    }
    size++;
    String line = Utf8.text(part.toByteArray());
    part.reset();
    if (line.endsWith("\r")) {
      line = line.substring(0, line.length() - 1);
    }
    if (line.isEmpty()) {
      beginBody();
    } else {
      head.add(line);
    }
  }

  private void beginBody() {
    length = head.bodyLength();
    state = length < 0 ? State.BODY : length == 0 ? State.END : State.BODY_OF_LENGTH;
    if (length > most - size) {
      throw tooLong();
    }
  }

  private void readBody() {
    int end = at;
    while (end < chunk.length && chunk[end] != 0) {
      end++;
    }
    keep(end);
    if (at < chunk.length) {
      state = State.END;
    }
  }

  private void readBodyOfLength() {
    keep(Math.min(chunk.length, at + length - part.size()));
    if (part.size() == length) {
      state = State.END;
    }
  }

  private StompFrame end() {
    if (chunk[at++] != 0) {
      throw Head.broken("content-length: a NUL is needed behind so many bytes");
    }
    StompFrame frame = head.with(part.toByteArray(), isText);
    state = State.BETWEEN;
    head = null;
    part = null;
    return frame;
  }

  private void keep(int end) {
    size += end - at;
    if (size > most) {
      throw tooLong();
    }
    part.write(chunk, at, end - at);
    at = end;
  }

  private Refusal tooLong() {
    return new Refusal(ErrorCode.TOO_LONG, "frame: at most " + most + " bytes are one");
  }
}
