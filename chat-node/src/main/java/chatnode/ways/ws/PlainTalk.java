package chatnode.ways.ws;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.TextRule;
import chatnode.room.Dialect;
import chatnode.room.Outcome;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.room.Visitor;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/**
 * A client without a protocol: every frame goes to everyone in its one room as it is, the sender
 * included.
 *
 * <p>It gets no answers, so where the others get an {@code error} it is closed: a message that was
 * not kept must not look as if it were.
 */
public final class PlainTalk implements Talk, Outcome {

  /** What it asked for when it came. */
  public record Wish(RoomName room, Nickname nick, int recent) {}

  private final Connection connection;
  private final TextRule rule;
  private final Wish wish;
  private final Session session;
  private long said;

  public PlainTalk(Rooms rooms, TextRule rule, Wish wish, Connection connection) {
    this.connection = connection;
    this.rule = rule;
    this.wish = wish;
    this.session = new Session(rooms, connection);
  }

  @Override
  public void begin() {
    session.hello(new ClientFrame.Hello(wish.nick, null, null));
    session.join(
        new ClientFrame.Join(wish.room, OptionalLong.empty(), OptionalLong.empty(), wish.recent));
  }

  @Override
  public void text(String text) {
    try {
      say(Draft.text(session.visitor().person(), nextId(), rule.check(text)));
    } catch (Refusal refusal) {
      boolean isTooLong = refusal.code() == ErrorCode.TOO_LONG;
      connection.close(isTooLong ? CloseCode.TOO_BIG : CloseCode.MALFORMED, refusal.getMessage());
    }
  }

  @Override
  public void binary(byte[] data) {
    say(Draft.binary(session.visitor().person(), nextId(), data));
  }

  private void say(Draft draft) {
    if (connection.admit() > 0) {
      connection.close(CloseCode.POLICY, "more frames a second than one client may send");
    } else {
      session.visitor().say(wish.room, draft, false, this);
    }
  }

  private String nextId() {
    return Long.toString(++said);
  }

  @Override
  public void kept(ServerFrame.Ack ack, boolean known) {} // the echo tells

  @Override
  public void refused(ServerFrame.Error error) {
    connection.close(CloseCode.OVERLOADED, "not kept: " + error.code().wire());
  }

  @Override
  public Dialect dialect(String room) {
    return PlainDialect.IT;
  }

  @Override
  public byte[] answers(List<ServerFrame> frames) {
    return Dialect.NOTHING;
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
    return true;
  }

  @Override
  public String way() {
    return "plain";
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
