package chatnode.bus;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Confirmed messages of one room on their way to the loops that listen to it. */
public record RoomBatch(String room, long epoch, List<Entry> entries) {

  /** What the messages of it take. */
  public long bytes() {
    return entries.stream().mapToLong(entry -> entry.draft().size()).sum();
  }

  /**
   * Layout: size of what follows, room, epoch, count, then number, time, length and bytes of each
   * message.
   */
  void appendTo(Buffer out) {
    int start = out.length();
    byte[] name = room.getBytes(StandardCharsets.UTF_8);
    out.appendInt(0);
    out.appendShort((short) name.length).appendBytes(name);
    out.appendLong(epoch).appendInt(entries.size());
    for (Entry entry : entries) {
      byte[] draft = entry.draft().bytes();
      out.appendLong(entry.seq()).appendLong(entry.at());
      out.appendInt(draft.length).appendBytes(draft);
    }
    out.setInt(start, out.length() - start - Integer.BYTES);
  }

  /** Reads from {@code at} on the batches of the rooms wanted here, and steps over the others. */
  static void read(Buffer in, int at, Predicate<String> wanted, Consumer<RoomBatch> batches) {
    while (at < in.length()) {
      int end = at + Integer.BYTES + in.getInt(at);
      int name = at + Integer.BYTES + Short.BYTES;
      int body = name + in.getShort(name - Short.BYTES);
      String room = new String(in.getBytes(name, body), StandardCharsets.UTF_8);
      if (wanted.test(room)) {
        batches.accept(read(room, in, body));
      }
      at = end;
    }
  }

  private static RoomBatch read(String room, Buffer in, int body) {
    long epoch = in.getLong(body);
    int count = in.getInt(body + Long.BYTES);
    int at = body + Long.BYTES + Integer.BYTES;
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int draft = at + 2 * Long.BYTES + Integer.BYTES;
      int end = draft + in.getInt(draft - Integer.BYTES);
      entries.add(
          new Entry(
              in.getLong(at), in.getLong(at + Long.BYTES), Draft.of(in.getBytes(draft, end))));
      at = end;
    }
    return new RoomBatch(room, epoch, entries);
  }
}
