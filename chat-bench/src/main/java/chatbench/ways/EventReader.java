package chatbench.ways;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events (HTML Living Standard, 9.2.6) from bytes that come in any portions. Of
 * the fields only the data matter here.
 */
final class EventReader {

  interface Listener {
    void event(String data);

    /** A sign of life. */
    void comment();
  }

  private final Listener listener;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean endedWithCr;

  EventReader(Listener listener) {
    this.listener = listener;
  }

  void read(byte[] bytes) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean isRestOfCrLf = endedWithCr && bytes[i] == '\n';
      endedWithCr = bytes[i] == '\r';
      if (isRestOfCrLf) {
        start = i + 1;
      } else if (bytes[i] == '\n' || bytes[i] == '\r') {
        line.write(bytes, start, i - start);
        start = i + 1;
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        line(text);
      }
    }
    line.write(bytes, start, bytes.length - start);
  }

  private void line(String text) {
    int colon = text.indexOf(':');
    if (text.isEmpty()) {
      dispatch();
    } else if (colon == 0) {
      listener.comment();
    } else if (text.startsWith("data") && (colon == 4 || text.length() == 4)) {
      data.append(value(text)).append('\n');
    }
  }

  private static String value(String text) {
    int from = Math.min(5, text.length());
    return text.substring(text.startsWith(" ", from) ? from + 1 : from);
  }

  private void dispatch() {
    if (!data.isEmpty()) {
      String event = data.substring(0, data.length() - 1);
      data.setLength(0);
      listener.event(event);
    }
  }
}
