package chatnode.bus;

import chatnode.protocol.Person;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Takes a message apart in the order in which {@link BinaryWriter} put it together. */
final class BinaryReader {
  private final Buffer in;
  private int at;

  BinaryReader(Buffer in) {
    this.in = in;
  }

  int small() {
    return in.getUnsignedByte(at++);
  }

  boolean flag() {
    return small() != 0;
  }

  int count() {
    int value = in.getInt(at);
    at += Integer.BYTES;
    return value;
  }

  long number() {
    long value = in.getLong(at);
    at += Long.BYTES;
    return value;
  }

  String text() {
    int from = at + Short.BYTES;
    int to = from + in.getUnsignedShort(at);
    at = to;
    return new String(in.getBytes(from, to), StandardCharsets.UTF_8);
  }

  Person person() {
    return new Person(text(), text());
  }
}
