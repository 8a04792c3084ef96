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
import java.util.ArrayList;
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

  private static final int MOST_EARLY = 100;

  /** What it asked for when it came. */
  public record Wish(RoomName room, Nickname nick, int recent) {}

  private final Rooms rooms;
  private final Connection connection;
  private final TextRule rule;
  private final Wish wish;
  private final Session session;
  private long said;

  /**
   * What came before it is known where the client stands in its room, else it would be one of the
   * messages that were there before, and its sender would not hear it; null from then on.
   */
  private List<Draft> early = new ArrayList<>(1);

  public PlainTalk(Rooms rooms, TextRule rule, Wish wish, Connection connection) {
    this.rooms = rooms;
    this.connection = connection;
    this.rule = rule;
    this.wish = wish;
    this.session = new Session(rooms, connection);
  }

  @Override
  public void begin() {
    session.hello(new ClientFrame.Hello(wish.nick, null));
    session.join(
        new ClientFrame.Join(wish.room, OptionalLong.empty(), OptionalLong.empty(), wish.recent));
  }

  @Override
  public void text(String text) {
    try {
      say(Draft.text(session.person(), nextId(), rule.check(text)));
    } catch (Refusal refusal) {
      boolean isTooLong = refusal.code() == ErrorCode.TOO_LONG;
      connection.close(isTooLong ? CloseCode.TOO_BIG : CloseCode.MALFORMED, refusal.getMessage());
    }
  }

  @Override
  public void binary(byte[] data) {
    say(Draft.binary(session.person(), nextId(), data));
  }

  private void say(Draft draft) {
    if (connection.admit() > 0) {
      connection.close(CloseCode.POLICY, "more frames a second than one client may send");
    } else if (early == null) {
      rooms.say(wish.room, draft, false, this);
    } else if (early.size() < MOST_EARLY) {
      early.add(draft);
    } else {
      connection.close(CloseCode.OVERLOADED, "the room is not open yet: wait for it");
    }
  }

  private static boolean isOfTheRoom(ServerFrame frame) {
    return frame instanceof ServerFrame.Joined || frame instanceof ServerFrame.Error;
  }

  /** It is in its room, or that has to wait: then what is said is refused as it would be there. */
  private void goOn() {
    if (early != null) {
      List<Draft> waited = early;
      early = null;
      waited.forEach(draft -> rooms.say(wish.room, draft, false, this));
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
    if (frames.stream().anyMatch(PlainTalk::isOfTheRoom)) {
      goOn();
    }
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
}
