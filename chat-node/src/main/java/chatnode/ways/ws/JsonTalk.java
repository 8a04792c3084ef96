package chatnode.ways.ws;

import chatnode.protocol.CloseCode;
import chatnode.protocol.FrameReader;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.room.Visitor;
import chatnode.ways.JsonLines;
import java.util.Collection;
import java.util.List;

/** {@code chat.v1.json}, whatever the text is carried in. */
public final class JsonTalk implements Talk {
  private final Outlet outlet;
  private final Dialect dialect;
  private final Session session;
  private final JsonLines lines;

  /** Over a socket, a text frame at a time. */
  public JsonTalk(Rooms rooms, FrameReader reader, Outlet outlet) {
    this(rooms, reader, outlet, JsonDialect.IT);
  }

  public JsonTalk(Rooms rooms, FrameReader reader, Outlet outlet, Dialect dialect) {
    this.outlet = outlet;
    this.dialect = dialect;
    this.session = new Session(rooms, outlet);
    this.lines = new JsonLines(reader, session, outlet);
  }

  @Override
  public void text(String text) {
    lines.read(text);
  }

  @Override
  public void binary(byte[] data) {
    outlet.close(CloseCode.UNSUPPORTED, CloseCode.UNSUPPORTED.reason());
  }

  @Override
  public Dialect dialect(String room) {
    return dialect;
  }

  @Override
  public byte[] answers(List<ServerFrame> frames) {
    return dialect.frames(frames);
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

  @Override
  public Visitor visitor() {
    return session.visitor();
  }

  @Override
  public Collection<String> joined() {
    return session.joined();
  }
}
