package chatbench.fanout;

import java.nio.charset.StandardCharsets;

/**
 * When a text was said and by whom, as it travels in the text itself: {@code ~T0000001234567.0042~}
 * are microseconds and a socket's number. No protocol escapes any of these letters.
 */
final class Mark {
  static final int LENGTH = 21;
  static final int SENDERS = 10_000;

  private static final int AT = 2;
  private static final int DOT = 15;
  private static final int SENDER = 16;
  private static final int END = 20;

  static String of(long micros, int sender) {
    byte[] mark = new byte[LENGTH];
    mark[0] = '~';
    mark[1] = 'T';
    write(micros, mark, AT, DOT);
    mark[DOT] = '.';
    write(sender, mark, SENDER, END);
    mark[END] = '~';
    return new String(mark, StandardCharsets.ISO_8859_1);
  }

  private static void write(long number, byte[] to, int from, int end) {
    long rest = number;
    for (int i = end - 1; i >= from; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Whether all of one stands there; the caller sees to it that there are enough bytes. */
  static boolean isAt(byte[] bytes, int i) {
    return bytes[i] == '~' && bytes[i + 1] == 'T' && bytes[i + DOT] == '.' && bytes[i + END] == '~';
  }

  static long micros(byte[] bytes, int i) {
    return read(bytes, i + AT, i + DOT);
  }

  static int sender(byte[] bytes, int i) {
    return (int) read(bytes, i + SENDER, i + END);
  }

  private static long read(byte[] bytes, int from, int end) {
    long number = 0;
    for (int i = from; i < end; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private Mark() {}
}
