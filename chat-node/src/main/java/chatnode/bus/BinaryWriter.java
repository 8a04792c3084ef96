package chatnode.bus;

import chatnode.protocol.Person;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** A message between nodes on its way out. What is written first says in which format it is. */
final class BinaryWriter {
  private final Buffer out = Buffer.buffer();

  BinaryWriter(int format) {
    out.appendByte((byte) format);
  }

  BinaryWriter small(int value) {
    out.appendByte((byte) value);
    return this;
  }

  BinaryWriter flag(boolean value) {
    return small(value ? 1 : 0);
  }

  BinaryWriter count(int value) {
    out.appendInt(value);
    return this;
  }

  BinaryWriter number(long value) {
    out.appendLong(value);
    return this;
  }

  BinaryWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.appendUnsignedShort(bytes.length).appendBytes(bytes);
    return this;
  }

  BinaryWriter person(Person person) {
    return text(person.id()).text(person.nick());
  }

  Buffer buffer() {
    return out;
  }
}
