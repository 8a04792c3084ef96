package chatnode.room;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.MessageId;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.who.Deed;
import chatnode.who.GuestIds;
import chatnode.who.NotLetIn;
import chatnode.who.Principal;
import chatnode.who.Rules;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One client, whichever way it came in. Its outline is the list of what a client can do; what it is
 * answered goes to its {@link Outlet}.
 */
public final class Session implements ClientFrame.Handler, Outcome {
  private record Membership(Room room, Member member) {}

  private static final Logger LOG = Logger.getLogger(Session.class.getName());

  /** Frames that may wait for it to be known who sends them. */
  private static final int MOST_HELD = 100;

  private final Rooms rooms;
  private final Outlet outlet;
  private final boolean isShown;
  private final Map<String, Membership> joined = new HashMap<>(2);
  private final Expiry expiry;
  private Visitor visitor;
  private boolean isClosed;

  /** What it is called to the client; null before that was told. */
  private String sessionId;

  /** That the client was told of. */
  private Rules toldRules;

  /** What came while a token was looked at; null when none is. */
  private List<ClientFrame> held;

  /** Says who it is first. */
  public Session(Rooms rooms, Outlet outlet) {
    this.rooms = rooms;
    this.outlet = outlet;
    this.isShown = true;
    this.expiry = new Expiry(rooms.clock(), this::runsOut, this::hasRunOut);
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
    this.rooms = visitor.rooms();
    this.outlet = outlet;
    this.isShown = isShown;
    this.expiry =
        runsOut ? new Expiry(rooms.clock(), this::runsOut, this::hasRunOut) : Expiry.none();
    enter(visitor);
  }

  private void enter(Visitor known) {
    visitor = known;
    rooms.entered(this);
    expiry.lasts(known.principal().until());
  }

  private void runsOut() {
    outlet.send(
        new ServerFrame.Error(
            ErrorCode.FORBIDDEN, "your token runs out in a minute: send a new one", null, null, 0));
  }

  private void hasRunOut() {
    outlet.close(CloseCode.NOT_LET_IN, Expiry.SENTENCE);
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

  private void handleInTurn(ClientFrame frame) {
    if (held == null) {
      handle(frame);
    } else if (held.size() < MOST_HELD) {
      held.add(frame);
    } else {
      outlet.close(CloseCode.POLICY, "flood");
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
    isClosed = true;
    expiry.end();
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
    return visitor != null;
  }

  /** Whether there is no room that it could hear of. */
  public boolean isNowhere() {
    return joined.isEmpty();
  }

  /** Who the client is, and what he may; null before that is known. */
  public Visitor visitor() {
    return visitor;
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
    if (isIntroduced()) {
      throw new Refusal(ErrorCode.BAD_FRAME, "hello was said already");
    }
    if (frame.token() != null) {
      await(rooms.who().signedIn(frame.token(), frame.nick()), this::welcome);
      return;
    }
    try {
      welcome(rooms.who().guest(frame.nick(), frame.secret()));
    } catch (NotLetIn why) {
      outlet.close(CloseCode.NOT_LET_IN, why.getMessage());
    }
  }

  private void welcome(Principal principal) {
    String banned = rooms.sanctions().against(principal);
    if (banned != null) {
      outlet.close(CloseCode.NOT_LET_IN, banned);
      return;
    }
    enter(rooms.visit(principal));
    greet();
  }

  /** Tells the client who it is and what holds here. */
  public void greet() {
    outlet.send(welcome());
  }

  /** What the client says meanwhile waits. Mostly it is known at once. */
  private void await(Future<Principal> principal, Consumer<Principal> then) {
    held = new ArrayList<>(2);
    principal.onComplete(
        known -> {
          List<ClientFrame> waited = held;
          held = null;
          if (isClosed) {
            return;
          }
          if (known.succeeded()) {
            then.accept(known.result());
            waited.forEach(this::handleInTurn);
          } else {
            boolean isRefused = known.cause() instanceof NotLetIn;
            outlet.close(
                isRefused ? CloseCode.NOT_LET_IN : CloseCode.OVERLOADED,
                isRefused ? known.cause().getMessage() : CloseCode.OVERLOADED.reason());
          }
        });
  }

  @Override
  public void renew(ClientFrame.Renew frame) {
    String nick = visitor.person().nick();
    await(rooms.who().signedIn(frame.token(), new Nickname(nick)), this::renewed);
  }

  private void renewed(Principal principal) {
    if (!principal.id().equals(visitor.principal().id())) {
      outlet.close(CloseCode.NOT_LET_IN, "the new token is another person's");
      return;
    }
    visitor.become(principal);
    expiry.lasts(principal.until());
    greet();
    leaveWhatHeMayNotRead();
  }

  private ServerFrame welcome() {
    Settings settings = rooms.settings();
    Settings.Limits limits = settings.limits();
    if (sessionId == null) {
      sessionId = GuestIds.random();
    }
    toldRules = rooms.who().rules();
    return new ServerFrame.Welcome(
        sessionId,
        settings.node(),
        visitor.person(),
        settings.timing().heartbeat().toMillis(),
        new ServerFrame.Welcome.Limits(
            limits.text(), limits.frame(), limits.rooms(), limits.rate()),
        visitor.grants(),
        settings.nodes().get());
  }

  @Override
  public void nick(ClientFrame.Nick frame) {
    visitor.become(visitor.principal().called(frame.nick().value()));
    joined.forEach((name, each) -> rooms.rename(name, each.member, visitor.person()));
  }

  @Override
  public void join(ClientFrame.Join frame) {
    String name = frame.room().value();
    Member member = new Member(name, outlet, isShown ? visitor.person() : null);
    int most = rooms.settings().limits().rooms();
    if (joined.size() >= most && !joined.containsKey(name)) {
      throw new Refusal(ErrorCode.ROOM_FULL, "one client may be in " + most + " rooms at once")
          .about(name, null);
    }
    Membership before = joined.put(name, new Membership(visitor.join(member, frame), member));
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
    if (toldRules != null && toldRules != rooms.who().rules()) {
      greet();
    }
    leaveWhatHeMayNotRead();
  }

  private void leaveWhatHeMayNotRead() {
    for (String name : List.copyOf(joined.keySet())) {
      if (!visitor.may(name, Deed.READ)) {
        String why = visitor.against(name, Deed.READ);
        putOut(name, why == null ? "you may not be here any more" : why);
      }
    }
  }

  /** Ends the connection of one who is banned from the whole server. */
  boolean mayStay() {
    String banned = rooms.sanctions().against(visitor.principal());
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
    Draft draft = Draft.text(visitor.person(), frame.id().value(), frame.text(), frame.re());
    visitor.say(frame.room(), draft, frame.again(), this);
  }

  @Override
  public void edit(ClientFrame.Edit frame) {
    inOr(frame.room(), frame.id());
    String id = frame.id().value();
    visitor.amend(frame.room(), Draft.edit(visitor.person(), id, frame.of(), frame.text()), this);
  }

  @Override
  public void delete(ClientFrame.Delete frame) {
    inOr(frame.room(), frame.id());
    String id = frame.id().value();
    visitor.amend(frame.room(), Draft.delete(visitor.person(), id, frame.of()), this);
  }

  @Override
  public void moderate(ClientFrame.Moderate frame) {
    String room = frame.room().value();
    visitor
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
    visitor.type(frame.room().value());
  }

  @Override
  public void history(ClientFrame.History frame) {
    in(frame.room());
    visitor.history(frame).onComplete(answer -> answer(frame, answer));
  }

  @Override
  public void search(ClientFrame.Search frame) {
    if (frame.room() != null) {
      in(frame.room());
    }
    String room = frame.about();
    List<String> searched = room == null ? List.copyOf(joined.keySet()) : List.of(room);
    visitor.search(frame, searched).onComplete(answer -> answer(frame, answer));
  }

  private void answer(ClientFrame asked, AsyncResult<? extends ServerFrame> answer) {
    outlet.send(answer.succeeded() ? answer.result() : Rooms.unreadable(asked.about()));
  }

  @Override
  public void rooms(ClientFrame.Rooms frame) {
    outlet.send(new ServerFrame.Rooms(visitor.busiest(frame.limit())));
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
