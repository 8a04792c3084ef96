package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.log.OpenLog;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Person;
import chatnode.protocol.RoomName;
import chatnode.protocol.Secret;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.Token;
import chatnode.who.Deed;
import chatnode.who.NotLetIn;
import chatnode.who.Principal;
import chatnode.who.Rule;
import chatnode.who.Rules;
import chatnode.who.Who;
import chatnode.who.Whom;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody who is signed in, for as long as his token lasts. */
class SessionTokenTest {
  private static final int MINUTE = 60_000;

  private final Vertx vertx = Vertx.vertx();
  private final MovedClock clock = new MovedClock();
  private final Desk desk = new Desk();
  private final Socket socket = new Socket();
  private Session session;

  /** Lets in whom the test names. */
  private final class Desk implements Who {
    private Rules rules = Rules.OPEN;
    private Future<Principal> next;

    @Override
    public Principal guest(Nickname nick, Secret secret) {
      throw new NotLetIn("no guests");
    }

    @Override
    public Principal nobody() {
      return Principal.NOBODY;
    }

    @Override
    public Future<Principal> signedIn(Token token, Nickname nick) {
      return next;
    }

    @Override
    public Rules rules() {
      return rules;
    }
  }

  @BeforeEach
  void start() throws Exception {
    Rooms rooms = OpenRooms.over(vertx, clock, new OpenLog(), desk, new LoopCounts(), 10);
    rooms.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    session = new Session(rooms, socket);
  }

  @AfterEach
  void stop() {
    vertx.close();
  }

  private Principal person(String id, long lastsMs, String... roles) {
    return new Principal(new Person(id, "nick"), true, Set.of(roles), clock.millis() + lastsMs);
  }

  private void hello(Principal principal) {
    desk.next = Future.succeededFuture(principal);
    session.take(new ClientFrame.Hello(null, null, new Token("a.b.c")));
  }

  private void renew(Principal principal) {
    desk.next = Future.succeededFuture(principal);
    session.take(new ClientFrame.Renew(new Token("a.b.c")));
  }

  private void join(String room) {
    session.take(
        new ClientFrame.Join(new RoomName(room), OptionalLong.empty(), OptionalLong.empty(), 0));
  }

  private List<String> told() {
    List<String> told =
        socket.frames.stream()
            .filter(each -> !(each instanceof ServerFrame.Presence))
            .map(
                each ->
                    each instanceof ServerFrame.Error error
                        ? error.code().wire() + ": " + error.message()
                        : each.type())
            .toList();
    socket.frames.clear();
    return told;
  }

  @Test
  void aMinuteBeforeATokenRunsOutTheClientIsToldAndThenItIsClosed() {
    hello(person("ann", 5 * MINUTE));
    clock.move(4 * MINUTE - 1);
    assertThat(told()).containsExactly("welcome");
    clock.move(1);
    assertThat(told())
        .containsExactly("forbidden: your token runs out in a minute: send a new one");
    clock.move(MINUTE - 1);
    assertThat(socket.closed).isNull();
    clock.move(1);
    assertThat(socket.closed).isEqualTo(CloseCode.NOT_LET_IN);
  }

  @Test
  void aNewTokenIsAnsweredByAWelcomeAndLastsAsLongAsItSays() {
    hello(person("ann", 2 * MINUTE));
    ServerFrame first = socket.frames.get(0);
    clock.move(MINUTE);
    renew(person("ann", 60 * MINUTE));
    assertThat(told())
        .containsExactly(
            "welcome", "forbidden: your token runs out in a minute: send a new one", "welcome");
    clock.move(58 * MINUTE);
    assertThat(told()).isEmpty();
    assertThat(socket.closed).isNull();
    clock.move(2 * MINUTE);
    assertThat(socket.closed).isEqualTo(CloseCode.NOT_LET_IN);
    assertThat(first.type()).isEqualTo("welcome");
  }

  @Test
  void whoHasGoneIsNotWaitedFor() {
    hello(person("ann", 2 * MINUTE));
    int timers = clock.pending();
    session.closed();
    assertThat(clock.pending()).isEqualTo(timers - 1);
  }

  @Test
  void anotherPersonsTokenEndsTheConnection() {
    hello(person("ann", 2 * MINUTE));
    renew(person("ben", 2 * MINUTE));
    assertThat(socket.closed).isEqualTo(CloseCode.NOT_LET_IN);
  }

  @Test
  void aWrongTokenEndsTheConnection() {
    desk.next = Future.failedFuture(new NotLetIn("this token is not accepted here"));
    session.take(new ClientFrame.Hello(null, null, new Token("a.b.c")));
    assertThat(socket.closed).isEqualTo(CloseCode.NOT_LET_IN);
  }

  @Test
  void aGuestWhereThereAreNoneIsNotLetIn() {
    session.take(new ClientFrame.Hello(new Nickname("ann"), null, null));
    assertThat(socket.closed).isEqualTo(CloseCode.NOT_LET_IN);
  }

  @Test
  void whatIsSaidWhileATokenIsLookedAtWaits() {
    Promise<Principal> known = Promise.promise();
    desk.next = known.future();
    session.take(new ClientFrame.Hello(null, null, new Token("a.b.c")));
    join("room");
    assertThat(told()).isEmpty();
    known.complete(person("ann", 2 * MINUTE));
    clock.settle();
    assertThat(told()).containsExactly("welcome", "joined");
  }

  @Test
  void whoGoesWhileHisTokenIsLookedAtLeavesNothingBehind() {
    Promise<Principal> known = Promise.promise();
    desk.next = known.future();
    session.take(new ClientFrame.Hello(null, null, new Token("a.b.c")));
    join("room");
    int timers = clock.pending();
    session.closed();
    known.complete(person("ann", 2 * MINUTE));
    assertThat(session.isIntroduced()).isFalse();
    assertThat(clock.pending()).isEqualTo(timers);
  }

  @Test
  void newRolesHoldAtOnce() {
    desk.rules =
        new Rules(List.of(new Rule(new Whom.Role("staff"), "*", Set.of(Deed.READ, Deed.SAY))));
    hello(person("ann", 5 * MINUTE, "staff"));
    join("room");
    clock.settle();
    assertThat(told()).containsExactly("welcome", "joined");
    renew(person("ann", 5 * MINUTE));
    assertThat(told())
        .containsExactly("welcome", "forbidden: you may not be here any more", "left");
    join("room");
    assertThat(told()).containsExactly("forbidden: you may not do that here");
  }

  @Test
  void whenRulesChangeTheClientIsToldAndLeavesWhatItMayNotRead() {
    hello(person("ann", 5 * MINUTE));
    join("room");
    join("lobby");
    clock.move(1000);
    told();
    desk.rules = new Rules(List.of(new Rule(Whom.ANYONE, "lobby", Set.of(Deed.READ))));
    clock.move(200);
    assertThat(told())
        .containsExactly("welcome", "forbidden: you may not be here any more", "left");
    ServerFrame.Error error =
        new ServerFrame.Error(ErrorCode.FORBIDDEN, "you may not do that here", "room", null, 0);
    join("room");
    assertThat(socket.frames).contains(error);
  }
}
