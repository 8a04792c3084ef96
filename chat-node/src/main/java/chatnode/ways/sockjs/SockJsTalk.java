package chatnode.ways.sockjs;

import chatnode.protocol.CloseCode;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Visitor;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.Talk;
import io.vertx.core.json.DecodeException;
import java.util.Collection;
import java.util.List;

/**
 * SockJS over a WebSocket: frames around what another talk says.
 *
 * <p>vertx-web has this transport too, but on a WebSocket as Vert.x leaves it: one client that
 * pings and does not read the pongs fills the memory, one that does not read at all is never ended,
 * and what a room says is framed for each socket anew. Here it is framed once for all of them.
 */
final class SockJsTalk implements Talk {
  private static final byte[] OPEN = Framing.frame("o");
  private static final byte[] HEARTBEAT = Framing.frame("h");

  private final Talk talk;
  private final Connection connection;
  private final long heartbeat;
  private long lastBeat = System.nanoTime();

  /** {@code talk} speaks frames as they go to the socket already. */
  SockJsTalk(Talk talk, Connection connection, long heartbeatMs) {
    this.talk = talk;
    this.connection = connection;
    this.heartbeat = heartbeatMs * 1_000_000;
  }

  @Override
  public void begin() {
    connection.write(OPEN);
    talk.begin();
  }

  @Override
  public void text(String text) {
    List<String> messages;
    try {
      messages = text.isEmpty() ? List.of() : Framing.messages(text);
    } catch (DecodeException e) {
      connection.close(CloseCode.MALFORMED, "a frame is a JSON string or an array of them");
      return;
    }
    if (messages.isEmpty()) {
      connection.admit(); // a client's heartbeat counts like a ping
    }
    messages.forEach(talk::text);
  }

  @Override
  public void binary(byte[] data) {
    talk.binary(data);
  }

  @Override
  public Dialect dialect(String room) {
    return talk.dialect(room);
  }

  @Override
  public byte[] answers(List<ServerFrame> frames) {
    return talk.answers(frames);
  }

  @Override
  public byte[] lastWords(CloseCode code, String reason) {
    return Framing.frame(Framing.close(code.code(), reason));
  }

  @Override
  public void drained() {
    talk.drained();
  }

  @Override
  public void closed() {
    talk.closed();
  }

  @Override
  public boolean isIntroduced() {
    return talk.isIntroduced();
  }

  @Override
  public void check(long now) {
    if (now - lastBeat >= heartbeat && connection.ready()) {
      lastBeat = now;
      connection.write(HEARTBEAT);
    }
    talk.check(now);
  }

  @Override
  public String way() {
    return "sockjs";
  }

  @Override
  public Visitor visitor() {
    return talk.visitor();
  }

  @Override
  public Collection<String> joined() {
    return talk.joined();
  }
}
