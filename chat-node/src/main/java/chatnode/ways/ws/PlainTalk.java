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
import chatnode.room.Outlet;
import chatnode.room.Rooms;
import chatnode.room.Session;
import chatnode.room.Visitor;
import chatnode.who.NotLetIn;
import chatnode.who.Principal;
import chatnode.who.Who;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A client without a protocol: every frame goes to everyone in its one room as it is, the sender
 * included.
 *
 * <p>It gets no answers, so where the others get an {@code error} it is closed: a message that was
 * not kept must not look as if it were.
 */
public final class PlainTalk implements Talk, Outcome {

  private static final int MOST_EARLY = 100;

  /** What it asked for when it came; {@code ticket} is null for a guest. */
  public record Wish(RoomName room, Nickname nick, int recent, String ticket) {}

  private final Connection connection;
  private final TextRule rule;
  private final Wish wish;
  private final Rooms rooms;
  private Session session;
  private long said;

  /**
   * What came before it is known where the client stands in its room, else it would be one of the
   * messages that were there before, and its sender would not hear it; null from then on.
   */
  private List<Draft> early = new ArrayList<>(1);

  public PlainTalk(Rooms rooms, TextRule rule, Wish wish, Connection connection) {
    this.connection = connection;
    this.rule = rule;
    this.wish = wish;
    this.rooms = rooms;
  }

  @Override
  public void begin() {
    try {
      Who who = rooms.who();
      Principal principal =
          wish.ticket == null ? who.guest(wish.nick, null) : who.bearer(wish.ticket);
      session = Session.of(rooms.visit(principal), new Ear());
      session.join(
          new ClientFrame.Join(wish.room, OptionalLong.empty(), OptionalLong.empty(), wish.recent));
    } catch (NotLetIn why) {
      connection.close(CloseCode.NOT_LET_IN, why.getMessage());
    } catch (Refusal refusal) {
      boolean isFull = refusal.code() == ErrorCode.ROOM_FULL;
      connection.close(isFull ? CloseCode.OVERLOADED : closing(refusal), refusal.getMessage());
    }
  }

  @Override
  public void text(String text) {
    say(() -> Draft.text(session.visitor().person(), nextId(), rule.check(text)));
  }

  @Override
  public void binary(byte[] data) {
    say(() -> Draft.binary(session.visitor().person(), nextId(), data));
  }

  private void say(Supplier<Draft> draft) {
    if (session == null) {
      return; // was not let in
    }
    try {
      Draft said = draft.get();
      if (connection.admit() > 0) {
        connection.close(CloseCode.POLICY, "more frames a second than one client may send");
      } else if (early == null) {
        session.visitor().say(wish.room, said, false, this);
      } else if (early.size() < MOST_EARLY) {
        early.add(said);
      } else {
        connection.close(CloseCode.OVERLOADED, "the room is not open yet: wait for it");
      }
    } catch (Refusal refusal) {
      connection.close(closing(refusal), refusal.getMessage());
    }
  }

  /** It is in its room, or that has to wait: then what is said is refused as it would be there. */
  private void goOn() {
    if (early != null) {
      List<Draft> waited = early;
      early = null;
      waited.forEach(draft -> session.visitor().say(wish.room, draft, false, this));
    }
  }

  private static CloseCode closing(Refusal refusal) {
    return switch (refusal.code()) {
      case TOO_LONG -> CloseCode.TOO_BIG;
      case FORBIDDEN -> CloseCode.NOT_LET_IN;
      default -> CloseCode.MALFORMED;
    };
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
    if (session != null) {
      session.drained();
    }
  }

  @Override
  public void closed() {
    if (session != null) {
      session.closed();
    }
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
    return session == null ? null : session.visitor();
  }

  @Override
  public Collection<String> joined() {
    return session == null ? List.of() : session.joined();
  }

  /** Of its answers two matter here: that it is in the room, and that it may not be any more. */
  private final class Ear implements Outlet {
    @Override
    public void send(ServerFrame frame) {
      if (frame instanceof ServerFrame.Joined) {
        goOn();
      } else if (frame instanceof ServerFrame.Error error && error.room() != null) {
        if (error.code() == ErrorCode.FORBIDDEN) {
          connection.close(CloseCode.NOT_LET_IN, error.message());
        } else {
          goOn();
        }
      }
    }

    @Override
    public Dialect dialect(String room) {
      return connection.dialect(room);
    }

    @Override
    public long admit() {
      return connection.admit();
    }

    @Override
    public void write(byte[] bytes) {
      connection.write(bytes);
    }

    @Override
    public boolean ready() {
      return connection.ready();
    }

    @Override
    public void close(CloseCode code, String reason) {
      connection.close(code, reason);
    }
  }
}
