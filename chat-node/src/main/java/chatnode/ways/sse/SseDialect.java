package chatnode.ways.sse;

import chatnode.protocol.Entry;
import chatnode.protocol.FrameWriter;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.util.Arrays;
import java.util.List;

/**
 * Server-sent events: a frame of {@code chat.v1.json} each, as {@code data}. Where a stream is of
 * one room, ids say where it stands: behind a message, or before the first one that follows.
 */
public final class SseDialect implements Dialect {
  private static final SseDialect ONE_ROOM = new SseDialect(true, Framing.CHUNKED);
  private static final SseDialect ROOMS = new SseDialect(false, Framing.CHUNKED);
  private static final SseDialect ONE_ROOM_BARE = new SseDialect(true, Framing.BARE);
  private static final SseDialect ROOMS_BARE = new SseDialect(false, Framing.BARE);

  /** What the lines of an event have beside a frame. */
  private static final int BESIDE = 64;

  private final boolean hasIds;
  private final Framing framing;
  private final byte[] heartbeat;

  private SseDialect(boolean hasIds, Framing framing) {
    this.hasIds = hasIds;
    this.framing = framing;
    this.heartbeat = framing.frame(new EventText(2).comment("").toBytes());
  }

  /** {@code isChunked}: as HTTP/1.1 has it. */
  public static SseDialect of(boolean isOfOneRoom, boolean isChunked) {
    if (isChunked) {
      return isOfOneRoom ? ONE_ROOM : ROOMS;
    }
    return isOfOneRoom ? ONE_ROOM_BARE : ROOMS_BARE;
  }

  @Override
  public byte[] entries(String room, long epoch, List<Entry> entries) {
    byte[] lines = FrameWriter.messages(0, room, entries);
    EventText events = new EventText(lines.length + BESIDE * entries.size());
    int from = 0;
    for (Entry entry : entries) {
      int to = lineEnd(lines, from);
      if (hasIds) {
        events.id(epoch, entry.seq());
      }
      events.data(lines, from, to);
      from = to + 1;
    }
    return framing.frame(events.toBytes());
  }

  @Override
  public byte[] frames(List<ServerFrame> frames) {
    byte[] lines = FrameWriter.frames(0, frames);
    EventText events = new EventText(lines.length + BESIDE * frames.size());
    int from = 0;
    for (ServerFrame frame : frames) {
      int to = lineEnd(lines, from);
      fieldsOf(frame, events);
      events.data(lines, from, to);
      from = to + 1;
    }
    return framing.frame(events.toBytes());
  }

  private void fieldsOf(ServerFrame frame, EventText event) {
    if (frame instanceof ServerFrame.Bye bye) {
      event.retry(bye.reconnectAfterMs());
    } else if (hasIds && frame instanceof ServerFrame.Joined joined) {
      event.id(joined.epoch(), joined.first() - 1);
    } else if (hasIds && frame instanceof ServerFrame.Reset reset) {
      event.id(reset.epoch(), reset.first() - 1);
    }
  }

  private static int lineEnd(byte[] lines, int from) {
    int at = from;
    while (at < lines.length && lines[at] != '\n') {
      at++;
    }
    return at;
  }

  @Override
  public boolean isNumbered() {
    return true;
  }

  /** A sign of life: the same array each time. */
  byte[] heartbeat() {
    return heartbeat;
  }

  /** The last there is, with a word for who looks at it. */
  byte[] end(String why) {
    EventText last = new EventText(BESIDE).comment(" " + why);
    byte[] chunk = framing.frame(last.toBytes());
    byte[] end = framing.end();
    byte[] both = Arrays.copyOf(chunk, chunk.length + end.length);
    System.arraycopy(end, 0, both, chunk.length, end.length);
    return both;
  }
}
