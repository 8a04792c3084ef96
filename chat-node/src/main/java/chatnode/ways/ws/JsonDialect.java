package chatnode.ways.ws;

import chatnode.protocol.Entry;
import chatnode.protocol.FrameWriter;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.util.List;

/** {@code chat.v1.json}: text frames with an object to a line. */
final class JsonDialect implements Dialect {
  static final JsonDialect IT = new JsonDialect();

  @Override
  public byte[] entries(String room, long epoch, List<Entry> entries) {
    return WireFrame.text(FrameWriter.messages(WireFrame.MOST, room, entries));
  }

  @Override
  public byte[] frames(List<ServerFrame> frames) {
    return WireFrame.text(FrameWriter.frames(WireFrame.MOST, frames));
  }

  @Override
  public boolean isNumbered() {
    return true;
  }
}
