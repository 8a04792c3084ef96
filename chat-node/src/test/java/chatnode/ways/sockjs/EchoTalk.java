package chatnode.ways.sockjs;

import chatnode.protocol.CloseCode;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Outlet;
import chatnode.ways.ws.Talk;
import chatnode.ways.ws.WireFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Says what it hears, or nothing but goodbye: what SockJS's own tests want to talk with. */
public final class EchoTalk implements Talk {
  private final Outlet outlet;
  private final Dialect dialect;
  private final boolean stays;

  /** {@code dialect} null for a WebSocket without any frames of SockJS. */
  public EchoTalk(Outlet outlet, Dialect dialect, boolean stays) {
    this.outlet = outlet;
    this.dialect = dialect;
    this.stays = stays;
  }

  @Override
  public void begin() {
    if (!stays) {
      outlet.close(CloseCode.LEAVING, "Go away!");
    }
  }

  @Override
  public void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (dialect == null) {
      byte[] frame = new byte[WireFrame.MOST + bytes.length];
      System.arraycopy(bytes, 0, frame, WireFrame.MOST, bytes.length);
      outlet.write(WireFrame.text(frame));
    } else {
      outlet.write(dialect == LinesDialect.IT ? bytes : Framing.message(bytes));
    }
  }

  @Override
  public void binary(byte[] data) {
    text(Arrays.toString(data));
  }

  @Override
  public Dialect dialect(String room) {
    return dialect;
  }

  @Override
  public byte[] answers(List<ServerFrame> frames) {
    return Dialect.NOTHING;
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
