package chatnode.ways.http;

import chatnode.protocol.BodyWriter;
import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What those hear who wait for the next messages, at most so many of them: a list, and in front of
 * it the number of the last one there is. The same bytes for all who wait in a room.
 */
final class PollDialect implements Dialect {
  static final int LIST_AT = Long.BYTES;
  private static final PollDialect[] OF =
      IntStream.rangeClosed(1, Wanted.MOST).mapToObj(PollDialect::new).toArray(PollDialect[]::new);

  private final int limit;

  private PollDialect(int limit) {
    this.limit = limit;
  }

  /** {@code limit} as {@link Wanted} has it. */
  static PollDialect of(int limit) {
    return OF[limit - 1];
  }

  /** What a room has said, as {@link #entries} made it. */
  static long head(byte[] heard) {
    return ByteBuffer.wrap(heard).getLong();
  }

  @Override
  public byte[] entries(String room, long epoch, List<Entry> entries) {
    List<Entry> some = entries.subList(0, Math.min(limit, entries.size()));
    byte[] bytes = BodyWriter.list(LIST_AT, epoch, some);
    ByteBuffer.wrap(bytes).putLong(entries.get(entries.size() - 1).seq());
    return bytes;
  }

  @Override
  public byte[] frames(List<ServerFrame> frames) {
    return NOTHING;
  }

  @Override
  public boolean isNumbered() {
    return true;
  }
}
