package chatnode.ways.sse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Events as they are written (HTML standard, section 9.2.5). */
final class EventText {
  private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream bytes;

  EventText(int size) {
    bytes = new ByteArrayOutputStream(size);
  }

  /** What a browser sends back as {@code Last-Event-ID} when it comes again. */
  EventText id(long epoch, long seq) {
    return line("id: " + epoch + ":" + seq);
  }

  /** After how long a browser comes again. */
  EventText retry(long ms) {
    return line("retry: " + ms);
  }

  /** What nobody hears. */
  EventText comment(String text) {
    return line(":" + text).end();
  }

  /** An event's only line of data, which ends it. JSON has no line breaks of its own. */
  EventText data(byte[] json, int from, int to) {
    bytes.writeBytes(DATA);
    bytes.write(json, from, to - from);
    bytes.write('\n');
    return end();
  }

  private EventText end() {
    bytes.write('\n');
    return this;
  }

  private EventText line(String text) {
    bytes.writeBytes((text + '\n').getBytes(StandardCharsets.UTF_8));
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
