package chatnode.ways.stomp;

import chatnode.protocol.CloseCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.TextRule;
import chatnode.room.Dialect;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import chatnode.ways.ClientLimits;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.Talk;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * {@code v12.stomp} and {@code v11.stomp}: what comes in text and binary frames is one stream of
 * bytes, wherever it is cut.
 */
public final class StompTalk implements Talk {
  private final Connection connection;
  private final StompReader reader;
  private final Heartbeats heartbeats;
  private final Peer peer;
  private final StompSession session;

  public StompTalk(
      Rooms rooms,
      TextRule rule,
      ClientLimits limits,
      StompDialects dialects,
      Connection connection) {
    this.connection = connection;
    this.reader = new StompReader(limits.maxFrame());
    this.heartbeats = new Heartbeats(limits.heartbeatMs());
    this.peer = new Peer(connection, heartbeats);
    Sending sending = new Sending(peer, limits.pendingBytes());
    this.session = new StompSession(rooms, rule, dialects, peer, sending);
  }

  @Override
  public void text(String text) {
    read(text.getBytes(StandardCharsets.UTF_8), true);
  }

  @Override
  public void binary(byte[] data) {
    read(data, false);
  }

  private void read(byte[] data, boolean isText) {
    heartbeats.heard();
    boolean isHeartbeat = reader.isBetweenFrames();
    reader.feed(data, isText);
    try {
      for (StompFrame frame = reader.next(); frame != null; frame = reader.next()) {
        isHeartbeat = false;
        session.take(frame);
        if (peer.hasEnded()) {
          return; // whatever else it may have said
        }
      }
    } catch (Refusal refusal) {
      peer.fail(refusal.frame(), null);
    }
    if (isHeartbeat && reader.isBetweenFrames()) {
      connection.admit(); // counts like a ping
    }
  }

  @Override
  public Dialect dialect(String room) {
    throw new UnsupportedOperationException("each subscription is an outlet of its own");
  }

  @Override
  public byte[] answers(List<ServerFrame> frames) {
    return peer.answers(frames);
  }

  @Override
  public byte[] lastWords(CloseCode code, String reason) {
    return peer.lastWords(code, reason);
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
    return peer.visitor() != null;
  }

  @Override
  public void check(long now) {
    peer.check(now);
  }

  @Override
  public String way() {
    return "stomp";
  }

  @Override
  public Visitor visitor() {
    return peer.visitor();
  }

  @Override
  public Collection<String> joined() {
    return session.joined();
  }
}
