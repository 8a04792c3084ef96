package chatnode.bus;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A loop's sign of life: the {@code number}-th since it started, with rooms it wrote to. A listener
 * that misses a number has missed what was sent around it.
 */
public record Beat(LoopId from, long number, Map<String, Head> heads) {
  static final Format FORMAT = new Format("beats", 1);

  /** How far a room has come. */
  public record Head(long epoch, long seq) {
    /** What it takes in a beat at most: a UTF-16 unit is up to three bytes of UTF-8. */
    static int bytes(String room) {
      return Short.BYTES + 3 * room.length() + 2 * Long.BYTES;
    }
  }

  Buffer toBuffer() {
    BinaryWriter out = FORMAT.begin();
    out.text(from.node()).count(from.loop()).number(number).count(heads.size());
    heads.forEach((room, head) -> out.text(room).number(head.epoch).number(head.seq));
    return out.buffer();
  }

  static Beat of(Buffer buffer) {
    BinaryReader in = FORMAT.read(buffer);
    LoopId from = new LoopId(in.text(), in.count());
    long number = in.number();
    int count = in.count();
    Map<String, Head> heads = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      heads.put(in.text(), new Head(in.number(), in.number()));
    }
    return new Beat(from, number, heads);
  }
}
