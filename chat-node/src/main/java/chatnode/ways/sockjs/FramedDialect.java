package chatnode.ways.sockjs;

import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.util.List;

/** The same for a WebSocket: a message of SockJS in a text frame. */
final class FramedDialect implements Dialect {
  static final FramedDialect IT = new FramedDialect();

  @Override
  public byte[] entries(String room, long epoch, List<Entry> entries) {
    return Framing.message(LinesDialect.IT.entries(room, epoch, entries));
  }

  @Override
  public byte[] frames(List<ServerFrame> frames) {
    return Framing.message(LinesDialect.IT.frames(frames));
  }

  @Override
  public boolean isNumbered() {
    return true;
  }
}
