package chatnode.ways.ws;

import chatnode.protocol.CloseCode;
import chatnode.protocol.FrameReader;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.ways.JsonLines;
import java.util.List;

/** {@code chat.v1.json}. */
public final class JsonTalk implements Talk {
  private final Connection connection;
  private final Session session;
  private final JsonLines lines;

  public JsonTalk(Rooms rooms, FrameReader reader, Connection connection) {
    this.connection = connection;
    this.session = new Session(rooms, connection);
    this.lines = new JsonLines(reader, session, connection);
  }

  @Override
  public void text(String text) {
    lines.read(text);
  }

  @Override
  public void binary(byte[] data) {
    connection.close(CloseCode.UNSUPPORTED, CloseCode.UNSUPPORTED.reason());
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
  public void drained() {
    session.drained();
  }

  @Override
  public void closed() {
    session.closed();
  }

  @Override
  public boolean isIntroduced() {
    return session.isIntroduced();
  }
}
