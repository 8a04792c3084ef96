package chatnode.ways.ws;

import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.util.List;

/** A client of {@code chat.v1.json} that is in a room and says nothing. */
public class Listening implements Talk {
  @Override
  public void text(String text) {
    throw new IllegalStateException(text);
  }

  @Override
  public void binary(byte[] data) {
    throw new IllegalStateException();
  }

  @Override
  public Dialect dialect(String room) {
    return JsonDialect.IT;
  }

  @Override
  public byte[] answers(List<ServerFrame> frames) {
    return JsonDialect.IT.frames(frames);
  }

  @Override
  public void drained() {}

  @Override
  public void closed() {}

  @Override
  public boolean isIntroduced() {
    return true;
  }
}
