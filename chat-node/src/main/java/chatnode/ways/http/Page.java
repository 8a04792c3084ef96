package chatnode.ways.http;

import chatnode.protocol.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Messages as they are answered, with where their room stands.
 *
 * @param head the last number of {@code epoch}, which is the room's present one
 * @param first where the messages begin, or would
 * @param isComplete false when something is missing between the place asked for and there
 */
record Page(long epoch, long head, long first, boolean isComplete) {
  private static final byte[] NO_MESSAGES = {'[', ']'};

  /** Of a room in which nothing was ever said; {@code isComplete} as above. */
  static Page ofNothing(boolean isComplete) {
    return new Page(0, 0, 1, isComplete);
  }

  byte[] empty() {
    return with(NO_MESSAGES, 0);
  }

  /** The list of messages is what {@code bytes} has from {@code offset} on. */
  byte[] with(byte[] bytes, int offset) {
    return join(bytes, offset, "}");
  }

  /** The same, when there may be pages before this one; {@code next} is null for none. */
  byte[] with(byte[] bytes, Mark next) {
    String more =
        next == null
            ? "false"
            : "true,\"next\":{\"epoch\":" + next.epoch() + ",\"before\":" + next.seq() + "}";
    return join(bytes, 0, ",\"more\":" + more + "}");
  }

  private byte[] join(byte[] bytes, int offset, String end) {
    byte[] before = ascii(begin());
    byte[] behind = ascii(end);
    int length = bytes.length - offset;
    byte[] all = Arrays.copyOf(before, before.length + length + behind.length);
    System.arraycopy(bytes, offset, all, before.length, length);
    System.arraycopy(behind, 0, all, before.length + length, behind.length);
    return all;
  }

  private String begin() {
    return "{\"epoch\":"
        + epoch
        + ",\"head\":"
        + head
        + ",\"first\":"
        + first
        + ",\"complete\":"
        + isComplete
        + ",\"messages\":";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
