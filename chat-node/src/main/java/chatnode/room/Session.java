package chatnode.room;

import chatnode.log.GroupCommit;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.FrameReader;
import chatnode.protocol.MessageId;
import chatnode.protocol.Nickname;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One client of {@code chat.v1.json}. Its outline is the list of what a client can do. */
public final class Session implements Inlet, ClientFrame.Handler {
  private static final int MAX_UNREADABLE = 100;

  private record Membership(Room room, Member member) {}

  private static final Logger LOG = Logger.getLogger(Session.class.getName());

  private final Rooms rooms;
  private final Outlet outlet;
  private final FrameReader reader;
  private final Map<String, Membership> joined = new HashMap<>(2);
  private Person person;

  /** Frames in a row that are no JSON: who sends nothing else speaks another protocol. */
  private int unreadable;

  public Session(Rooms rooms, Outlet outlet, FrameReader reader) {
    this.rooms = rooms;
    this.outlet = outlet;
    this.reader = reader;
  }

  // ---- Inlet

  @Override
  public void text(String text) {
    reader.read(text, this::take, this::refuse);
  }

  @Override
  public void binary(byte[] data) {
    outlet.close(CloseCode.UNSUPPORTED, CloseCode.UNSUPPORTED.reason());
  }

  @Override
  public void drained() {
    joined.values().forEach(each -> each.room.pump(each.member));
  }

  @Override
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

  @Override
  public boolean isIntroduced() {
    return person != null;
  }

  private void take(ClientFrame frame) {
    unreadable = 0;
    long waitMs = outlet.admit();
    if (waitMs > 0) {
      outlet.send(tooFast(frame, waitMs));
      return;
    }
    try {
      if (person == null && !(frame instanceof ClientFrame.Hello)) {
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

  private static ServerFrame tooFast(ClientFrame frame, long waitMs) {
    return error(
        frame, ErrorCode.RATE_LIMITED, "more frames a second than one client may send", waitMs);
  }

  private static ServerFrame error(
      ClientFrame frame, ErrorCode code, String sentence, long waitMs) {
    String id = frame instanceof ClientFrame.Say say ? say.id().value() : null;
    return new ServerFrame.Error(code, sentence, frame.about(), id, waitMs);
  }

  private void refuse(Refusal refusal) {
    outlet.admit();
    outlet.send(refusal.frame());
    if (refusal.code() == ErrorCode.BAD_FRAME && ++unreadable >= MAX_UNREADABLE) {
      outlet.close(CloseCode.MALFORMED, CloseCode.MALFORMED.reason());
    }
  }

  // ---- what a client can do

  @Override
  public void hello(ClientFrame.Hello frame) {
    if (person != null) {
      throw new Refusal(ErrorCode.BAD_FRAME, "hello was said already");
    }
    String id = frame.secret() == null ? Identity.random() : rooms.identity().of(frame.secret());
    person = new Person(id, frame.nick().value());
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
    Nickname nick = frame.nick();
    person = new Person(person.id(), nick.value());
    joined.forEach((name, each) -> rooms.rename(name, each.member, person));
  }

  @Override
  public void join(ClientFrame.Join frame) {
    String name = frame.room().value();
    int most = rooms.settings().limits().rooms();
    if (joined.size() >= most && !joined.containsKey(name)) {
      throw new Refusal(ErrorCode.ROOM_FULL, "one client may be in " + most + " rooms at once")
          .about(name, null);
    }
    Member member = new Member(outlet, person);
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
    String name = frame.room().value();
    String id = frame.id().value();
    Draft draft = Draft.text(person, id, frame.text());
    rooms.say(name, draft, frame.again(), new Receipt(outlet, name, id));
  }

  @Override
  public void typing(ClientFrame.Typing frame) {
    in(frame.room());
    rooms.sayTyping(frame.room().value(), person);
  }

  @Override
  public void history(ClientFrame.History frame) {
    in(frame.room());
    rooms.history(frame, outlet);
  }

  @Override
  public void search(ClientFrame.Search frame) {
    if (frame.room() != null) {
      in(frame.room());
    }
    String room = frame.about();
    List<String> searched = room == null ? List.copyOf(joined.keySet()) : List.of(room);
    rooms.search(frame, searched, outlet);
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

  /** Tells the sender what became of a message. */
  private record Receipt(Outlet outlet, String room, String id) implements GroupCommit.Receipt {
    private static final int RETRY_MS = 1000;

    @Override
    public void appended(long epoch, long seq, long at) {
      outlet.send(new ServerFrame.Ack(room, id, epoch, seq, at));
    }

    @Override
    public void refused(ErrorCode code) {
      String sentence =
          switch (code) {
            case BUSY -> "this room has more to write than it can: send it again later";
            case RATE_LIMITED -> "most of what this room keeps is yours: leave some to others";
            case NO_QUORUM -> "too few nodes to keep a message safe: send it again later";
            default -> "nobody knows whether it was kept: send it again with the same id";
          };
      outlet.send(new ServerFrame.Error(code, sentence, room, id, RETRY_MS));
    }
  }
}
