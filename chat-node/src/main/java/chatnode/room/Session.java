package chatnode.room;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.MessageId;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.who.Deed;
import io.vertx.core.AsyncResult;
import java.util.Collection;
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
  private final boolean isShown;
  private final Map<String, Membership> joined = new HashMap<>(2);
  private final Introduction introduction;

  /** Says who it is first. */
  public Session(Rooms rooms, Outlet outlet) {
    this(rooms, outlet, true, true);
  }

  /** Of one who was let in before this one was needed. */
  public static Session of(Visitor visitor, Outlet outlet) {
    return of(visitor, outlet, visitor.person() != null);
  }

  /** {@code isShown} among the people of rooms. */
  public static Session of(Visitor visitor, Outlet outlet, boolean isShown) {
    return new Session(visitor, outlet, isShown, true);
  }

  /** The same, whose connection ends it in time itself when a token runs out. */
  public static Session ofPart(Visitor visitor, Outlet outlet) {
    return new Session(visitor, outlet, visitor.person() != null, false);
  }

  /** The same of one who only hears, and is not shown among the people. */
  public static Session ofListener(Visitor visitor, Outlet outlet) {
    return new Session(visitor, outlet, false, false);
  }

  private Session(Visitor visitor, Outlet outlet, boolean isShown, boolean runsOut) {
    this(visitor.rooms(), outlet, isShown, runsOut);
    introduction.enter(visitor);
  }

  private Session(Rooms rooms, Outlet outlet, boolean isShown, boolean runsOut) {
    this.rooms = rooms;
    this.outlet = outlet;
    this.isShown = isShown;
    this.introduction = new Introduction(rooms, outlet, this, runsOut);
  }

  // ---- what a way in tells

  /** A frame of the client; what is wrong with it is answered. */
  public void take(ClientFrame frame) {
    long waitMs = outlet.admit();
    if (waitMs > 0) {
      outlet.send(tooFast(frame, waitMs));
      return;
    }
    handleInTurn(frame);
  }

  void handleInTurn(ClientFrame frame) {
    if (!introduction.holds(frame)) {
      handle(frame);
    }
  }

  private void handle(ClientFrame frame) {
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
    introduction.end();
    rooms.gone(this);
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
    return visitor() != null;
  }

  /** Whether there is no room that it could hear of. */
  public boolean isNowhere() {
    return joined.isEmpty();
  }

  /** Who the client is, and what he may; null before that is known. */
  public Visitor visitor() {
    return introduction.visitor();
  }

  /** The rooms it is in. */
  public Collection<String> joined() {
    return joined.keySet();
  }

  private static ServerFrame tooFast(ClientFrame frame, long waitMs) {
    return error(
        frame, ErrorCode.RATE_LIMITED, "more frames a second than one client may send", waitMs);
  }

  private static ServerFrame error(
      ClientFrame frame, ErrorCode code, String sentence, long waitMs) {
    String id = frame.id() == null ? null : frame.id().value();
    return new ServerFrame.Error(code, sentence, frame.about(), id, waitMs);
  }

  // ---- what a client can do

  @Override
  public void hello(ClientFrame.Hello frame) {
    introduction.hello(frame);
  }

  @Override
  public void renew(ClientFrame.Renew frame) {
    introduction.renew(frame);
  }

  /** Tells the client who it is and what holds here. */
  public void greet() {
    introduction.greet();
  }

  @Override
  public void nick(ClientFrame.Nick frame) {
    visitor().become(visitor().principal().called(frame.nick().value()));
    joined.forEach((name, each) -> rooms.rename(name, each.member, visitor().person()));
  }

  @Override
  public void join(ClientFrame.Join frame) {
    String name = frame.room().value();
    Member member = new Member(name, outlet, isShown ? visitor().person() : null);
    int most = rooms.settings().limits().rooms();
    if (joined.size() >= most && !joined.containsKey(name)) {
      throw new Refusal(ErrorCode.ROOM_FULL, "one client may be in " + most + " rooms at once")
          .about(name, null);
    }
    Membership before = joined.put(name, new Membership(visitor().join(member, frame), member));
    if (before != null) { // joining again starts over, as a resume does
      rooms.leave(name, before.room, before.member);
    }
  }

  @Override
  public void leave(ClientFrame.Leave frame) {
    String name = frame.room().value();
    in(frame.room());
    leave(name);
  }

  private void leave(String name) {
    Membership membership = joined.remove(name);
    rooms.leave(name, membership.room, membership.member);
    outlet.send(new ServerFrame.Left(name));
  }

  /** Something about what the client may has changed: where he may not be any more he is not. */
  void lookAgain() {
    introduction.lookAgain();
    leaveWhatHeMayNotRead();
  }

  void leaveWhatHeMayNotRead() {
    for (String name : List.copyOf(joined.keySet())) {
      if (!visitor().may(name, Deed.READ)) {
        String why = visitor().against(name, Deed.READ);
        putOut(name, why == null ? "you may not be here any more" : why);
      }
    }
  }

  /** Ends the connection of one who is banned from the whole server. */
  boolean mayStay() {
    String banned = rooms.sanctions().against(visitor().principal());
    if (banned != null) {
      outlet.close(CloseCode.NOT_LET_IN, banned);
    }
    return banned == null;
  }

  boolean isIn(String room) {
    return joined.containsKey(room);
  }

  void notice(ServerFrame.Notice notice) {
    outlet.send(notice);
  }

  /** Out of the room, if he is in it. */
  void putOut(String name, String why) {
    if (joined.containsKey(name)) {
      outlet.send(new ServerFrame.Error(ErrorCode.FORBIDDEN, why, name, null, 0));
      leave(name);
    }
  }

  @Override
  public void say(ClientFrame.Say frame) {
    inOr(frame.room(), frame.id());
    Draft draft = Draft.text(visitor().person(), frame.id().value(), frame.text(), frame.re());
    visitor().say(frame.room(), draft, frame.again(), this);
  }

  @Override
  public void edit(ClientFrame.Edit frame) {
    inOr(frame.room(), frame.id());
    String id = frame.id().value();
    visitor()
        .amend(frame.room(), Draft.edit(visitor().person(), id, frame.of(), frame.text()), this);
  }

  @Override
  public void delete(ClientFrame.Delete frame) {
    inOr(frame.room(), frame.id());
    String id = frame.id().value();
    visitor().amend(frame.room(), Draft.delete(visitor().person(), id, frame.of()), this);
  }

  @Override
  public void moderate(ClientFrame.Moderate frame) {
    String room = frame.room().value();
    visitor()
        .moderate(frame)
        .onSuccess(v -> outlet.send(new ServerFrame.Done(frame.act(), room, frame.person())))
        .onFailure(
            failure -> {
              if (failure instanceof Refusal refusal) {
                outlet.send(refusal.about(room, null).frame());
              } else {
                outlet.send(error(frame, ErrorCode.INTERNAL, "this could not be done here", 0));
              }
            });
  }

  @Override
  public void typing(ClientFrame.Typing frame) {
    in(frame.room());
    visitor().type(frame.room().value());
  }

  @Override
  public void history(ClientFrame.History frame) {
    in(frame.room());
    visitor().history(frame).onComplete(answer -> answer(frame, answer));
  }

  @Override
  public void search(ClientFrame.Search frame) {
    if (frame.room() != null) {
      in(frame.room());
    }
    String room = frame.about();
    List<String> searched = room == null ? List.copyOf(joined.keySet()) : List.of(room);
    visitor().search(frame, searched).onComplete(answer -> answer(frame, answer));
  }

  private void answer(ClientFrame asked, AsyncResult<? extends ServerFrame> answer) {
    outlet.send(answer.succeeded() ? answer.result() : Rooms.unreadable(asked.about()));
  }

  @Override
  public void rooms(ClientFrame.Rooms frame) {
    outlet.send(new ServerFrame.Rooms(visitor().busiest(frame.limit())));
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
