package chatnode.room;

import chatnode.log.GroupCommit;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.TextRule;
import java.util.OptionalLong;

/**
 * A client without a protocol: every frame goes to everyone in its one room as it is, the sender
 * included.
 *
 * <p>It gets no answers, so where the others get an {@code error} it is closed: a message that was
 * not kept must not look as if it were.
 */
public final class PlainSession implements Inlet, GroupCommit.Receipt {
  private final Rooms rooms;
  private final Outlet outlet;
  private final String name;
  private final Person person;
  private final Room room;
  private final TextRule rule;
  private final Member member;
  private long said;

  public PlainSession(
      Rooms rooms, Outlet outlet, TextRule rule, RoomName room, String nick, int recent) {
    this.rooms = rooms;
    this.outlet = outlet;
    this.name = room.value();
    this.rule = rule;
    this.person = new Person(Identity.random(), nick);
    this.member = new Member(outlet, person);
    this.room =
        rooms.join(
            name,
            member,
            new ClientFrame.Join(room, OptionalLong.empty(), OptionalLong.empty(), recent));
  }

  @Override
  public void text(String text) {
    try {
      say(Draft.text(person, nextId(), rule.check(text)));
    } catch (Refusal refusal) {
      close(refusal);
    }
  }

  @Override
  public void binary(byte[] data) {
    say(Draft.binary(person, nextId(), data));
  }

  private void close(Refusal refusal) {
    boolean isTooLong = refusal.code() == ErrorCode.TOO_LONG;
    outlet.close(isTooLong ? CloseCode.TOO_BIG : CloseCode.MALFORMED, refusal.getMessage());
  }

  private void say(Draft draft) {
    if (outlet.admit() > 0) {
      outlet.close(CloseCode.POLICY, "more frames a second than one client may send");
    } else {
      rooms.say(name, draft, false, this);
    }
  }

  private String nextId() {
    return Long.toString(++said);
  }

  @Override
  public void appended(long epoch, long seq, long at) {} // the echo tells

  @Override
  public void refused(ErrorCode code) {
    outlet.close(CloseCode.OVERLOADED, "not kept: " + code.wire());
  }

  @Override
  public void drained() {
    room.pump(member);
  }

  @Override
  public void closed() {
    rooms.leave(name, room, member);
  }

  @Override
  public boolean isIntroduced() {
    return true;
  }
}
