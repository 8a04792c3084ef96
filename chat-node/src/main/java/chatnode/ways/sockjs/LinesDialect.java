package chatnode.ways.sockjs;

import chatnode.protocol.Entry;
import chatnode.protocol.FrameWriter;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.util.List;

/** {@code chat.v1.json} as text that is still to be framed: an object to a line. */
final class LinesDialect implements Dialect {
  static final LinesDialect IT = new LinesDialect();

  @Override
  public byte[] entries(String room, long epoch, List<Entry> entries) {
    return FrameWriter.messages(0, room, entries);
  }

  @Override
  public byte[] frames(List<ServerFrame> frames) {
    return FrameWriter.frames(0, frames);
  }

  @Override
  public boolean isNumbered() {
    return true;
  }
}
