package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.Everybody;
import chatnode.bus.LoopId;
import chatnode.bus.RoomBus;
import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.log.Kept;
import chatnode.log.KeptMemory;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.StoredRoomLog;
import chatnode.log.local.LocalLedgers;
import chatnode.options.Options;
import chatnode.presence.Presence;
import chatnode.protocol.Act;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Measure;
import chatnode.protocol.MessageId;
import chatnode.protocol.Nickname;
import chatnode.protocol.Reference;
import chatnode.protocol.RoomName;
import chatnode.protocol.Secret;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.Token;
import chatnode.store.NoStore;
import chatnode.who.Deed;
import chatnode.who.GuestIds;
import chatnode.who.Guests;
import chatnode.who.Principal;
import chatnode.who.Rule;
import chatnode.who.Rules;
import chatnode.who.Who;
import chatnode.who.Whom;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a moderator does, and what the others hear of it: sessions of one loop, time is moved. */
class ModeratingTest {
  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 8 << 20, Duration.ofMinutes(10), false);
  private static final RoomName ROOM = new RoomName("room");

  /** Kim may moderate in the room; everybody may do the rest everywhere. */
  private final class Doors implements Who {
    private final Who guests = new Guests(new GuestIds(new byte[32]));
    private Rules rules = Rules.OPEN;

    @Override
    public Principal guest(Nickname nick, Secret secret) {
      return guests.guest(nick, secret);
    }

    @Override
    public Principal nobody() {
      return guests.nobody();
    }

    @Override
    public Future<Principal> signedIn(Token token, Nickname nick) {
      return guests.signedIn(token, nick);
    }

    @Override
    public Rules rules() {
      return rules;
    }

    void mayModerate(String id) {
      List<Rule> all = new ArrayList<>();
      all.add(new Rule(new Whom.One(id), "room", EnumSet.allOf(Deed.class)));
      all.addAll(
          List.of(new Rule(Whom.ANYONE, "*", EnumSet.complementOf(EnumSet.of(Deed.MODERATE)))));
      rules = new Rules(all);
    }
  }

  private final class Person {
    final Socket socket = new Socket();
    final Session session = new Session(rooms, socket);
    private int said;

    Person(String nick, RoomName... joined) {
      Secret secret = new Secret(nick + "-".repeat(16));
      session.take(new ClientFrame.Hello(new Nickname(nick), secret, null));
      for (RoomName room : joined) {
        join(room);
      }
    }

    void join(RoomName room) {
      session.take(new ClientFrame.Join(room, OptionalLong.empty(), OptionalLong.empty(), 50));
      clock.settle();
    }

    String id() {
      return session.visitor().principal().id();
    }

    void say(String text) {
      MessageId id = new MessageId("m" + ++said);
      session.take(new ClientFrame.Say(ROOM, id, text, null, false));
      pass();
    }

    void does(Act act, Person other, int minutes, String reason) {
      session.take(new ClientFrame.Moderate(ROOM, act, other.id(), minutes, reason));
      pass();
    }

    <T> List<T> heard(Class<T> kind) {
      return socket.frames.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    List<String> notices() {
      return heard(ServerFrame.Notice.class).stream().map(ServerFrame.Notice::text).toList();
    }

    ServerFrame.Error error() {
      List<ServerFrame.Error> all = heard(ServerFrame.Error.class);
      return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    boolean hasLeft() {
      return !heard(ServerFrame.Left.class).isEmpty();
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final MovedClock clock = new MovedClock();
  private final Doors who = new Doors();
  private final StoredRoomLog log =
      new StoredRoomLog(
          new LocalLedgers(KEEP, new KeptMemory(64 << 20), clock::millis),
          new NoStore(),
          KEEP,
          Options.with(Kept.class, "--room-idle", "0s"),
          true,
          clock::millis);

  /** Why the log of the house cannot be opened, or null. */
  private RuntimeException refusal;

  private Rooms rooms;
  private Person kim;
  private Person ann;
  private Person bob;

  @BeforeEach
  void peopleCome() {
    rooms =
        new Rooms(
            clock,
            new LoopId("node", 0),
            refusing(),
            new RoomBus(vertx, "node", new Everybody(), new LoopCounts().bus()),
            RoomTest.SETTINGS,
            who,
            new LoopCounts(),
            new Presence("node", clock, word -> {}, new Presence.Pace(200, 1000)));
    kim = new Person("kim", ROOM);
    ann = new Person("ann", ROOM);
    bob = new Person("bob", ROOM);
    who.mayModerate(kim.id());
    pass();
  }

  private RoomLog refusing() {
    return (RoomLog)
        Proxy.newProxyInstance(
            RoomLog.class.getClassLoader(),
            new Class<?>[] {RoomLog.class},
            (proxy, method, arguments) ->
                refusal != null
                        && method.getName().equals("open")
                        && arguments[0].equals(RoomName.OF_THE_HOUSE)
                    ? Future.failedFuture(refusal)
                    : method.invoke(log, arguments));
  }

  @AfterEach
  void end() {
    vertx.close();
  }

  /** What was done is heard of from the log: the bus is not listened to here. */
  private void pass() {
    clock.move(300);
  }

  @Test
  void whoIsKickedIsOutAndMayComeBack() {
    kim.does(Act.KICK, ann, 0, "calm down");
    assertThat(kim.heard(ServerFrame.Done.class))
        .containsExactly(new ServerFrame.Done(Act.KICK, "room", ann.id()));
    for (Person each : List.of(kim, ann, bob)) {
      assertThat(each.notices()).containsExactly("ann was kicked by kim: calm down");
    }
    assertThat(ann.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(ann.error().message()).isEqualTo("you were put out of this room by kim: calm down");
    assertThat(ann.hasLeft()).isTrue();
    assertThat(bob.hasLeft()).isFalse();
    ann.join(ROOM);
    assertThat(ann.heard(ServerFrame.Joined.class)).hasSize(2);
  }

  @Test
  void whoIsBannedIsOutAndIsToldWhyUntilItIsOver() {
    kim.does(Act.BAN, ann, 10, "spam");
    assertThat(bob.notices()).containsExactly("ann was banned by kim for 10 minutes: spam");
    assertThat(ann.hasLeft()).isTrue();
    assertThat(ann.error().message()).startsWith("you are banned from this room until 2023-");
    ann.join(ROOM);
    assertThat(ann.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(ann.error().message()).endsWith(": spam");
    assertThat(ann.heard(ServerFrame.Joined.class)).hasSize(1);
    clock.move(10 * 60_000);
    ann.join(ROOM);
    assertThat(ann.heard(ServerFrame.Joined.class)).hasSize(2);
  }

  @Test
  void aBanIsLiftedByAWord() {
    kim.does(Act.BAN, ann, 0, "");
    ann.join(ROOM);
    assertThat(ann.error().message()).isEqualTo("you are banned from this room");
    kim.does(Act.UNBAN, ann, 0, "");
    ann.join(ROOM);
    assertThat(ann.heard(ServerFrame.Joined.class)).hasSize(2);
    assertThat(bob.notices()).containsExactly("ann was banned by kim", "ann was unbanned by kim");
  }

  @Test
  void whoIsMutedHearsAndIsNotHeard() {
    kim.does(Act.MUTE, ann, 5, "");
    ann.say("hello?");
    assertThat(ann.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(ann.error().id()).isEqualTo("m1");
    assertThat(ann.error().message()).startsWith("you may not say anything here until 2023-");
    bob.say("hello");
    assertThat(ann.socket.seqs).containsExactly(1L);
    kim.does(Act.UNMUTE, ann, 0, "");
    ann.say("thanks");
    assertThat(ann.heard(ServerFrame.Ack.class)).hasSize(1);
  }

  @Test
  void whoMayNotModerateDoesNothing() {
    bob.does(Act.BAN, ann, 0, "");
    assertThat(bob.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(bob.error().room()).isEqualTo("room");
    assertThat(ann.hasLeft()).isFalse();
    assertThat(rooms.house().audit(null, 10).result()).isEmpty();
  }

  @Test
  void nobodyDoesItToHimself() {
    kim.does(Act.BAN, kim, 0, "");
    assertThat(kim.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(rooms.house().audit(null, 10).result()).isEmpty();
  }

  @Test
  void whoIsBannedFromTheServerIsClosedAndNotLetInAgain() {
    rooms.house().take(server(Act.BAN, ann.id()));
    pass();
    assertThat(ann.socket.closed).isEqualTo(CloseCode.NOT_LET_IN);
    assertThat(bob.socket.closed).isNull();
    assertThat(bob.notices()).isEmpty();
    Person again = new Person("ann");
    assertThat(again.socket.closed).isEqualTo(CloseCode.NOT_LET_IN);
    assertThat(again.session.isIntroduced()).isFalse();
    rooms.house().take(server(Act.UNBAN, ann.id()));
    pass();
    assertThat(new Person("ann", ROOM).heard(ServerFrame.Joined.class)).hasSize(1);
  }

  private static Measure server(Act act, String person) {
    return new Measure(act, null, person, null, Measure.FOR_GOOD, "", null);
  }

  @Test
  void aNoticeReachesTheRoomOrEverybody() {
    Person elsewhere = new Person("eve", new RoomName("elsewhere"));
    rooms.house().take(notice("room", "soon"));
    rooms.house().take(notice(null, "now"));
    pass();
    assertThat(bob.notices()).containsExactly("soon", "now");
    assertThat(elsewhere.notices()).containsExactly("now");
  }

  private static Measure notice(String room, String text) {
    return new Measure(Act.NOTICE, room, null, null, 0, text, null);
  }

  @Test
  void whatAModeratorTakesBackOrChangesIsInTheAudit() {
    ann.say("rubbish");
    Reference of = new Reference(ann.id(), "m1");
    kim.session.take(new ClientFrame.Edit(ROOM, new MessageId("e1"), of, "flowers"));
    pass();
    kim.session.take(new ClientFrame.Delete(ROOM, new MessageId("d1"), of));
    pass();
    assertThat(rooms.house().audit(null, 10).result())
        .extracting(House.Taken::measure)
        .containsExactly(byKim(Act.DELETE), byKim(Act.EDIT));
  }

  private Measure byKim(Act act) {
    chatnode.protocol.Person kimself = kim.session.visitor().person();
    return new Measure(act, "room", ann.id(), null, 0, "message m1", kimself).about("ann");
  }

  @Test
  void whoIsNoModeratorChangesAndTakesBackOnlyHisOwn() {
    ann.say("mine");
    Reference of = new Reference(ann.id(), "m1");
    bob.session.take(new ClientFrame.Edit(ROOM, new MessageId("e1"), of, "his"));
    assertThat(bob.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
    ann.session.take(new ClientFrame.Edit(ROOM, new MessageId("e1"), of, "still mine"));
    pass();
    assertThat(rooms.house().audit(null, 10).result()).isEmpty();
  }

  @Test
  void whileItIsNotKnownWhatWasDoneAllWaitAndNobodyHearsAnything() {
    kim.does(Act.BAN, ann, 0, "");
    refusal = new RoomLog.NoQuorum();
    peopleCome();
    assertThat(bob.error().code()).isEqualTo(ErrorCode.NO_QUORUM);
    assertThat(bob.error().message()).isEqualTo("too few nodes: this room has to wait for more");
    assertThat(bob.heard(ServerFrame.Error.class)).as("told once").hasSize(1);
    bob.say("hello?");
    assertThat(bob.error().code()).isEqualTo(ErrorCode.NO_QUORUM);
    assertThat(bob.error().id()).isEqualTo("m1");
    bob.session.take(new ClientFrame.History(ROOM, OptionalLong.empty(), Long.MAX_VALUE, 50));
    assertThat(bob.error().room()).isEqualTo("room");
    assertThat(bob.heard(ServerFrame.Joined.class)).isEmpty();
    assertThat(ann.heard(ServerFrame.Joined.class)).isEmpty();
    refusal = null;
    clock.move(1000);
    assertThat(bob.heard(ServerFrame.Joined.class)).hasSize(1);
    assertThat(ann.heard(ServerFrame.Joined.class)).isEmpty();
    assertThat(ann.hasLeft()).isTrue();
    assertThat(ann.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void whatWasDoneIsKnownToALoopThatBeginsLater() {
    kim.does(Act.BAN, ann, 0, "");
    peopleCome();
    assertThat(ann.heard(ServerFrame.Joined.class)).isEmpty();
    assertThat(ann.error().code()).isEqualTo(ErrorCode.FORBIDDEN);
    assertThat(bob.heard(ServerFrame.Joined.class)).hasSize(1);
  }
}
