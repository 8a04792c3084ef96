package chatnode.room;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.ServerFrame;
import chatnode.who.GuestIds;
import chatnode.who.NotLetIn;
import chatnode.who.Principal;
import chatnode.who.Rules;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who a client says he is, whether he is let in, and for how long.
 *
 * <pre>
 *   nobody --hello--> let in --token renewed--> let in --token runs out--> 4003
 *      |                ^
 *      +--with a token--+   what comes while a token is looked at waits
 * </pre>
 */
final class Introduction {
  /** Frames that may wait for it to be known who sends them. */
  private static final int MOST_HELD = 100;

  private final Rooms rooms;
  private final Outlet outlet;
  private final Session session;
  private final Expiry expiry;
  private Visitor visitor;
  private boolean isOver;

  /** What the session is called to the client; null before that was told. */
  private String sessionId;

  /** That the client was told of. */
  private Rules toldRules;

  /** What came while a token was looked at; null when none is. */
  private List<ClientFrame> held;

  /** {@code runsOut} is whether this is where a token ends it. */
  Introduction(Rooms rooms, Outlet outlet, Session session, boolean runsOut) {
    this.rooms = rooms;
    this.outlet = outlet;
    this.session = session;
    this.expiry =
        runsOut ? new Expiry(rooms.clock(), this::runsOut, this::hasRunOut) : Expiry.none();
  }

  /** Null before the client is let in. */
  Visitor visitor() {
    return visitor;
  }

  void enter(Visitor known) {
    visitor = known;
    rooms.entered(session);
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

  void hello(ClientFrame.Hello frame) {
    if (visitor != null) {
      throw new Refusal(ErrorCode.BAD_FRAME, "hello was said already");
    }
    if (frame.token() != null) {
      await(rooms.who().signedIn(frame.token(), frame.nick()), this::letIn);
      return;
    }
    try {
      letIn(rooms.who().guest(frame.nick(), frame.secret()));
    } catch (NotLetIn why) {
      outlet.close(CloseCode.NOT_LET_IN, why.getMessage());
    }
  }

  private void letIn(Principal principal) {
    String banned = rooms.sanctions().against(principal);
    if (banned != null) {
      outlet.close(CloseCode.NOT_LET_IN, banned);
      return;
    }
    enter(rooms.visit(principal));
    greet();
  }

  void renew(ClientFrame.Renew frame) {
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
    session.leaveWhatHeMayNotRead();
  }

  /** What the client says meanwhile waits. Mostly it is known at once. */
  private void await(Future<Principal> principal, Consumer<Principal> then) {
    held = new ArrayList<>(2);
    principal.onComplete(
        known -> {
          List<ClientFrame> waited = held;
          held = null;
          if (isOver) {
            return;
          }
          if (known.succeeded()) {
            then.accept(known.result());
            waited.forEach(session::handleInTurn);
          } else {
            boolean isRefused = known.cause() instanceof NotLetIn;
            outlet.close(
                isRefused ? CloseCode.NOT_LET_IN : CloseCode.OVERLOADED,
                isRefused ? known.cause().getMessage() : CloseCode.OVERLOADED.reason());
          }
        });
  }

  /** Whether the frame has to wait for a token; too many end it. */
  boolean holds(ClientFrame frame) {
    if (held == null) {
      return false;
    }
    if (held.size() < MOST_HELD) {
      held.add(frame);
    } else {
      outlet.close(CloseCode.POLICY, "flood");
    }
    return true;
  }

  /** Tells the client who he is and what holds here. */
  void greet() {
    Settings settings = rooms.settings();
    Settings.Limits limits = settings.limits();
    if (sessionId == null) {
      sessionId = GuestIds.random();
    }
    toldRules = rooms.who().rules();
    outlet.send(
        new ServerFrame.Welcome(
            sessionId,
            settings.node(),
            visitor.person(),
            settings.timing().heartbeat().toMillis(),
            new ServerFrame.Welcome.Limits(
                limits.text(), limits.frame(), limits.rooms(), limits.rate()),
            visitor.grants(),
            settings.nodes().get()));
  }

  /** Who was told of other rules is told of these. */
  void lookAgain() {
    if (toldRules != null && toldRules != rooms.who().rules()) {
      greet();
    }
  }

  /** The client is gone. */
  void end() {
    isOver = true;
    expiry.end();
  }
}
