package chatnode.ways.ws;

import java.util.Arrays;

/**
 * Whole, unmasked WebSocket frames as they go to a socket (RFC 6455 section 5.2).
 *
 * <p>Making the header here and not per socket is what lets a room build its text once for all who
 * listen.
 */
public final class WireFrame {
  /** Of a header. */
  public static final int MOST = 10;

  public static final int TEXT = 0x81;
  public static final int BINARY = 0x82;
  static final int CLOSE = 0x88;
  static final int PING = 0x89;
  static final int PONG = 0x8a;

  /** What the payload of a control frame has at most (RFC 6455, 5.5). */
  static final int MOST_OF_CONTROL = 125;

  /** A text frame out of a payload behind {@link #MOST} free bytes. */
  public static byte[] text(byte[] reserved) {
    return of(TEXT, reserved, reserved.length);
  }

  /** A frame out of a payload behind {@link #MOST} free bytes that ends at {@code end}. */
  public static byte[] of(int opcode, byte[] reserved, int end) {
    int length = end - MOST;
    int header = headerSize(length);
    header(reserved, MOST - header, opcode, length);
    return header == MOST && end == reserved.length
        ? reserved
        : Arrays.copyOfRange(reserved, MOST - header, end);
  }

  /** A ping, a pong or a close with a payload that fits into one. */
  static byte[] control(int opcode, byte... payload) {
    byte[] frame = new byte[2 + payload.length];
    System.arraycopy(payload, 0, frame, header(frame, 0, opcode, payload.length), payload.length);
    return frame;
  }

  private static int headerSize(int length) {
    return length < 126 ? 2 : length < 65536 ? 4 : MOST;
  }

  /** Writes a header at {@code at}; says where the payload starts. */
  static int header(byte[] out, int at, int opcode, int length) {
    int next = at;
    out[next++] = (byte) opcode;
    if (length < 126) {
      out[next++] = (byte) length;
    } else if (length < 65536) {
      out[next++] = 126;
      out[next++] = (byte) (length >> 8);
      out[next++] = (byte) length;
    } else {
      out[next++] = 127;
      for (int shift = 56; shift >= 0; shift -= 8) {
        out[next++] = (byte) ((long) length >> shift);
      }
    }
    return next;
  }

  private WireFrame() {}
}
