package chatnode.room;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.MessageId;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import io.vertx.core.AsyncResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client, whichever way it came in. Its outline is the list of what a client can do; what it is
 * answered goes to its {@link Outlet}.
 */
public final class Session implements ClientFrame.Handler, Outcome {
  private record Membership(Room room, Member member) {}

  private static final Logger LOG = Logger.getLogger(Session.class.getName());

  private final Rooms rooms;
  private final Outlet outlet;
  private final boolean onlyListens;
  private final Map<String, Membership> joined = new HashMap<>(2);
  private Person person;

  /** Says who it is first. */
  public Session(Rooms rooms, Outlet outlet) {
    this(rooms, outlet, false);
  }

  private Session(Rooms rooms, Outlet outlet, boolean onlyListens) {
    this.rooms = rooms;
    this.outlet = outlet;
    this.onlyListens = onlyListens;
  }

  /** Of one who is nobody: may hear, is not shown among the people, and cannot say anything. */
  public static Session ofListener(Rooms rooms, Outlet outlet) {
    return new Session(rooms, outlet, true);
  }

  // ---- what a way in tells

  /** A frame of the client; what is wrong with it is answered. */
  public void take(ClientFrame frame) {
    long waitMs = outlet.admit();
    if (waitMs > 0) {
      outlet.send(tooFast(frame, waitMs));
      return;
    }
    try {
      if (!isIntroduced() && !(frame instanceof ClientFrame.Hello)) {
        throw new Refusal(ErrorCode.NOT_HELLO, "the first frame is a hello");
      }
      frame.dispatch(this);
    } catch (Refusal refusal) {
      outlet.send(refusal.frame());
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A frame could not be handled", e);
      outlet.send(error(frame, ErrorCode.INTERNAL, "something went wrong here: try again", 0));
    }
  }

  /** What was no frame counts like one. */
  public void refuse(Refusal refusal) {
    outlet.admit();
    outlet.send(refusal.frame());
  }

  /** The client can be written to again. */
  public void drained() {
    joined.values().forEach(each -> each.room.pump(each.member));
  }

  /** The client is gone. */
  public void closed() {
    joined.forEach(this::leave);
    joined.clear();
  }

  /** Whatever goes wrong in one room, nobody stays behind in the others. */
  private void leave(String name, Membership membership) {
    try {
      rooms.leave(name, membership.room, membership.member);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "Room " + name + " could not be left", e);
    }
  }

  /** False until the client has said who it is: it has only so long to do that. */
  public boolean isIntroduced() {
    return person != null || onlyListens;
  }

  /** Who the client has said it is; null before, and for one who only listens. */
  public Person person() {
    return person;
  }

  private static ServerFrame tooFast(ClientFrame frame, long waitMs) {
    return error(
        frame, ErrorCode.RATE_LIMITED, "more frames a second than one client may send", waitMs);
  }

  private static ServerFrame error(
      ClientFrame frame, ErrorCode code, String sentence, long waitMs) {
    String id = frame instanceof ClientFrame.Say say ? say.id().value() : null;
    return new ServerFrame.Error(code, sentence, frame.about(), id, waitMs);
  }

  // ---- what a client can do

  @Override
  public void hello(ClientFrame.Hello frame) {
    if (isIntroduced()) {
      throw new Refusal(ErrorCode.BAD_FRAME, "hello was said already");
    }
    person = rooms.person(frame.nick(), frame.secret());
    outlet.send(welcome());
  }

  private ServerFrame welcome() {
    Settings settings = rooms.settings();
    Settings.Limits limits = settings.limits();
    return new ServerFrame.Welcome(
        Identity.random(),
        settings.node(),
        person,
        settings.timing().heartbeat().toMillis(),
        new ServerFrame.Welcome.Limits(
            limits.text(), limits.frame(), limits.rooms(), limits.rate()),
        settings.nodes().get());
  }

  @Override
  public void nick(ClientFrame.Nick frame) {
    person = new Person(person.id(), frame.nick().value());
    joined.forEach((name, each) -> rooms.rename(name, each.member, person));
  }

  @Override
  public void join(ClientFrame.Join frame) {
    String name = frame.room().value();
    Member member = new Member(name, outlet, person);
    int most = rooms.settings().limits().rooms();
    if (joined.size() >= most && !joined.containsKey(name)) {
      throw new Refusal(ErrorCode.ROOM_FULL, "one client may be in " + most + " rooms at once")
          .about(name, null);
    }
    Membership before = joined.put(name, new Membership(rooms.join(name, member, frame), member));
    if (before != null) { // joining again starts over, as a resume does
      rooms.leave(name, before.room, before.member);
    }
  }

  @Override
  public void leave(ClientFrame.Leave frame) {
    String name = frame.room().value();
    Membership membership = in(frame.room());
    joined.remove(name);
    rooms.leave(name, membership.room, membership.member);
    outlet.send(new ServerFrame.Left(name));
  }

  @Override
  public void say(ClientFrame.Say frame) {
    inOr(frame.room(), frame.id());
    Draft draft = Draft.text(person, frame.id().value(), frame.text());
    rooms.say(frame.room(), draft, frame.again(), this);
  }

  @Override
  public void typing(ClientFrame.Typing frame) {
    in(frame.room());
    rooms.sayTyping(frame.room().value(), person);
  }

  @Override
  public void history(ClientFrame.History frame) {
    in(frame.room());
    rooms.history(frame).onComplete(answer -> answer(frame, answer));
  }

  @Override
  public void search(ClientFrame.Search frame) {
    if (frame.room() != null) {
      in(frame.room());
    }
    String room = frame.about();
    List<String> searched = room == null ? List.copyOf(joined.keySet()) : List.of(room);
    rooms.search(frame, searched).onComplete(answer -> answer(frame, answer));
  }

  private void answer(ClientFrame asked, AsyncResult<? extends ServerFrame> answer) {
    outlet.send(answer.succeeded() ? answer.result() : Rooms.unreadable(asked.about()));
  }

  @Override
  public void rooms(ClientFrame.Rooms frame) {
    outlet.send(new ServerFrame.Rooms(rooms.busiest(frame.limit())));
  }

  @Override
  public void ping(ClientFrame.Ping frame) {
    outlet.send(new ServerFrame.Pong(frame.t()));
  }

  private Membership in(RoomName room) {
    return inOr(room, null);
  }

  private Membership inOr(RoomName room, MessageId id) {
    Membership membership = joined.get(room.value());
    if (membership == null) {
      throw new Refusal(ErrorCode.NOT_JOINED, "join the room first")
          .about(room.value(), id == null ? null : id.value());
    }
    return membership;
  }

  // ---- what became of what was said

  @Override
  public void kept(ServerFrame.Ack ack, boolean known) {
    outlet.send(ack);
  }

  @Override
  public void refused(ServerFrame.Error error) {
    outlet.send(error);
  }
}
