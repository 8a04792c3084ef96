package chatbench.fanout;

import io.vertx.core.buffer.Buffer;

/**
 * Finds the marks in what one socket reads, wherever the stream was cut. All sockets of a loop
 * share the bytes they look at, which saves a buffer for each.
 */
final class MarkScan {

  /** Who counts them. */
  interface Ear {
    void heard(long saidAt, int sender);
  }

  /** Grows to the largest piece there is. */
  static final class Desk {
    private byte[] bytes = new byte[1 << 16];

    private byte[] of(int length) {
      if (bytes.length < length) {
        bytes = new byte[Math.max(length, 2 * bytes.length)];
      }
      return bytes;
    }
  }

  private static final int MOST_KEPT = Mark.LENGTH - 1;

  private final Desk desk;
  private final Ear ear;
  private final byte[] rest = new byte[MOST_KEPT];
  private int kept;

  MarkScan(Desk desk, Ear ear) {
    this.desk = desk;
    this.ear = ear;
  }

  void read(Buffer piece) {
    int length = kept + piece.length();
    byte[] bytes = desk.of(length);
    System.arraycopy(rest, 0, bytes, 0, kept);
    piece.getBytes(0, piece.length(), bytes, kept);
    int next = 0;
    for (int i = 0; i <= length - Mark.LENGTH; i++) {
      if (bytes[i] == '~' && Mark.isAt(bytes, i)) {
        ear.heard(Mark.micros(bytes, i), Mark.sender(bytes, i));
        next = i + Mark.LENGTH;
        i = next - 1;
      }
    }
    kept = Math.min(MOST_KEPT, length - next);
    System.arraycopy(bytes, length - kept, rest, 0, kept);
  }
}
