package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.LoopId;
import chatnode.bus.Pulse;
import chatnode.bus.RoomBatch;
import chatnode.bus.RoomBus;
import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.log.Appended;
import chatnode.log.GroupCommit;
import chatnode.log.Ledger;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.presence.Attendance;
import chatnode.presence.Presence;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.CloseCode;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Person;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One order out of a bus that reorders, repeats and loses (P1), resume (P4) and slow readers (P5).
 */
@ExtendWith(VertxExtension.class)
class RoomTest {
  private static final Settings SETTINGS =
      new Settings(
          "node",
          1000,
          100,
          1000,
          5,
          100,
          0,
          1000,
          2_000,
          6_000,
          5,
          1000,
          200,
          0,
          new GroupCommit.Limits(10, 1 << 20, 100, 1 << 20, 1000));

  private static final Retention KEPT = new Retention(1000, 1 << 20);

  /** A log that the test writes to behind the room's back, as other nodes do. */
  private static final class OpenLog implements RoomLog {
    Ledger ledger = new Ledger(1);
    Future<Void> answer = Future.succeededFuture();
    Runnable afterRead = () -> {};
    int reads;
    long lastAfter;

    Entry append(String id) {
      Draft draft = Draft.text(new Person("c", "nick"), id, "x".repeat(100));
      long seq = ledger.append(draft, 1, KEPT);
      return new Entry(seq, 1, draft);
    }

    @Override
    public Future<Appended> append(String room, List<Draft> drafts, Confirmed confirmed) {
      long[] seqs = drafts.stream().mapToLong(draft -> ledger.append(draft, 1, KEPT)).toArray();
      return Future.succeededFuture(new Appended(ledger.epoch(), seqs, new long[drafts.size()]));
    }

    @Override
    public Future<Slice> since(String room, long after, int max) {
      reads++;
      lastAfter = after;
      Future<Slice> slice = slice(ledger.since(after, max));
      afterRead.run();
      return slice;
    }

    @Override
    public Future<Slice> before(String room, long before, int max) {
      return slice(ledger.before(before, max));
    }

    private Future<Slice> slice(List<Entry> entries) {
      Slice slice = new Slice(ledger.epoch(), ledger.first(), ledger.head(), entries);
      return answer.map(slice);
    }

    @Override
    public Future<Map<String, Head>> heads(Collection<String> rooms) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Void> forgetIdle(long idleMs, Predicate<String> occupied) {
      throw new UnsupportedOperationException();
    }
  }

  /** A socket that writes down what it gets, and can stop reading. */
  private static final class Socket implements Outlet {
    /** For who does not care what becomes of a message. */
    record Unheard() implements GroupCommit.Receipt {
      @Override
      public void appended(long epoch, long seq, long at) {}

      @Override
      public void refused(ErrorCode code) {}
    }

    final List<Long> seqs = new ArrayList<>();
    final List<ServerFrame> frames = new ArrayList<>();
    boolean reads = true;
    CloseCode closed;
    Runnable onReset = () -> {};

    @Override
    public long admit() {
      return 0;
    }

    @Override
    public void send(ServerFrame frame) {
      frames.add(frame);
      if (frame instanceof ServerFrame.Reset) {
        seqs.clear();
        onReset.run();
      }
    }

    @Override
    public void write(byte[] wire) {
      String text = new String(wire, StandardCharsets.UTF_8);
      text.substring(text.indexOf('{'))
          .lines()
          .forEach(line -> seqs.add(new JsonObject(line).getLong("seq")));
    }

    @Override
    public boolean ready() {
      return reads;
    }

    @Override
    public void close(CloseCode code, String reason) {
      closed = code;
    }
  }

  private final OpenLog log = new OpenLog();
  private Vertx vertx;
  private Room room;

  private void room(Vertx vertx) {
    this.vertx = vertx;
    LoopId loop = new LoopId("node", 0);
    room =
        new Room(
            vertx,
            "room",
            log,
            new RoomBus(vertx),
            SETTINGS,
            new LoopCounts(),
            attendance(),
            new Pulse(loop));
  }

  private static Attendance attendance() {
    MovedClock clock = new MovedClock();
    return new Presence("node", clock, word -> {}, new Presence.Pace(200, 1000))
        .attend(
            clock,
            new Attendance.Listener() {
              @Override
              public void presence(ServerFrame.Presence changes) {}

              @Override
              public void typing(ServerFrame.Typing typing) {}
            });
  }

  private Socket join(OptionalLong epoch, OptionalLong after) {
    Socket socket = new Socket();
    Member member = new Member(socket, new Person("c", "nick"), false);
    room.join(member, new ClientFrame.Join(new RoomName("room"), epoch, after, 50));
    return socket;
  }

  private Socket join() {
    return join(OptionalLong.empty(), OptionalLong.empty());
  }

  private void batch(Entry... entries) {
    room.batch(new RoomBatch("room", log.ledger.epoch(), List.of(entries)));
  }

  private List<Entry> append(int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(log.append("m" + log.ledger.head()));
    }
    return entries;
  }

  /** Runs on a loop, and later, when {@code done} says so, checks. */
  private void on(Vertx vertx, VertxTestContext context, Runnable act, Later later) {
    vertx.runOnContext(
        v -> {
          context.verify(act::run);
          vertx.setPeriodic(
              1,
              timer -> {
                if (later.isDone()) {
                  vertx.cancelTimer(timer);
                  context.completeNow();
                }
              });
        });
  }

  private interface Later {
    boolean isDone();
  }

  @Test
  void batchesThatOvertakeOneAnotherAreDeliveredInOrder(Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          Socket socket = join();
          List<Entry> m = append(3);
          batch(m.get(1), m.get(2));
          assertThat(socket.seqs).isEmpty();
          batch(m.get(0), m.get(1));
          assertThat(socket.seqs).containsExactly(1L, 2L, 3L);
        },
        () -> true);
  }

  @Test
  void aHoleThatStaysIsFilledFromTheLog(Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          socket[0] = join();
          batch(append(3).get(2));
        },
        () -> socket[0].seqs.equals(List.of(1L, 2L, 3L)));
  }

  @Test
  void aLostLastMessageIsFoundWhenABeatTellsOfIt(Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          socket[0] = join();
          append(1);
          room.headSeen(1, 1);
        },
        () -> socket[0].seqs.equals(List.of(1L)));
  }

  @Test
  void whatIsSeenWhileSomethingElseIsWaitedForIsNotForgotten(
      Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          socket[0] = join();
          List<Entry> m = append(2);
          room.headSeen(1, 1);
          room.headSeen(1, 2);
          batch(m.get(0));
        },
        () -> socket[0].seqs.equals(List.of(1L, 2L)));
  }

  @Test
  void whatIsSaidHereIsHeardHereThoughTheBusDoesNotBringItBack(
      Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          socket[0] = join();
          Draft draft = Draft.text(new Person("c", "nick"), "m", "text");
          room.say(draft, new Socket.Unheard());
        },
        () -> socket[0].seqs.equals(List.of(1L)));
  }

  /** Batches of several nodes overtake one another all the time; the room moves on all the same. */
  @Test
  void aHoleThatIsAnotherOneEveryTimeIsNotReadFromTheLog(Vertx vertx, VertxTestContext context) {
    int[] moves = new int[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          join();
          List<Entry> overtaking = append(1);
          vertx.setPeriodic(
              1,
              timer -> {
                Entry late = overtaking.remove(0);
                overtaking.addAll(append(2));
                batch(overtaking.remove(1), late);
                moves[0]++;
                context.verify(() -> assertThat(log.reads).isZero());
              });
        },
        () -> moves[0] > 100);
  }

  /** A busy room writes more in a moment than its log keeps. */
  @Test
  void whatTheLogNoLongerHasIsWaitedFor(Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          socket[0] = join();
          List<Entry> m = append(6000);
          batch(m.subList(1, 6000).toArray(Entry[]::new));
          vertx.setPeriodic(
              1,
              timer -> {
                if (log.reads > 2) {
                  vertx.cancelTimer(timer);
                  batch(m.get(0));
                }
              });
        },
        () ->
            socket[0].frames.size() == 1
                && socket[0].seqs.equals(LongStream.rangeClosed(1, 6000).boxed().toList()));
  }

  @Test
  void whatComesAtTheLastMomentResetsNobody(Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          socket[0] = join();
          List<Entry> m = append(1500);
          batch(m.subList(1, 1500).toArray(Entry[]::new));
          log.afterRead =
              () -> {
                if (log.lastAfter == log.ledger.first() - 1) { // read to start over from
                  batch(m.get(0));
                }
              };
        },
        () -> log.lastAfter > 0 && socket[0].seqs.size() == 1500 && socket[0].frames.size() == 1);
  }

  @Test
  void whatNeitherLogNorBusBringsIsResetOnceAndWhatWasHeldBackFollows(
      Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          socket[0] = join();
          List<Entry> m = append(1500);
          batch(m.subList(1, 1500).toArray(Entry[]::new));
          socket[0].onReset = () -> log.answer = Future.failedFuture("no more");
        },
        () ->
            socket[0].frames.contains(new ServerFrame.Reset("room", 1, 1500, 501))
                && socket[0].seqs.equals(LongStream.rangeClosed(501, 1500).boxed().toList()));
  }

  @Test
  void anotherEpochResetsAndEverythingKeptFollows(Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          append(2);
          socket[0] = join();
          log.ledger = new Ledger(2);
          List<Entry> m = append(4);
          batch(m.get(3));
        },
        () ->
            socket[0].frames.contains(new ServerFrame.Reset("room", 2, 4, 1))
                && socket[0].seqs.equals(List.of(1L, 2L, 3L, 4L)));
  }

  /** As when two halves of a cluster meet: the log is still that of one, the bus that of both. */
  @Test
  void batchesOfAnotherEpochThatArriveWhileTheRoomIsOpenedAreNotOfThisOne(
      Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          Promise<Void> opened = Promise.promise();
          log.answer = opened.future();
          Ledger ours = log.ledger;
          append(2);
          room(vertx);
          socket[0] = join();
          log.ledger = new Ledger(2);
          List<Entry> theirs = append(4);
          batch(theirs.get(2), theirs.get(3));
          log.ledger = ours;
          log.answer = Future.succeededFuture();
          opened.complete();
        },
        () -> socket[0].seqs.equals(List.of(1L, 2L)));
  }

  @Test
  void aResumeGetsExactlyWhatWasMissed(Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          append(10);
          room(vertx);
          Socket socket = join(OptionalLong.of(1), OptionalLong.of(7));
          assertThat(socket.seqs).containsExactly(8L, 9L, 10L);
          ServerFrame.Joined joined = (ServerFrame.Joined) socket.frames.get(0);
          assertThat(joined.complete()).isTrue();
        },
        () -> true);
  }

  @Test
  void aResumeFromBeforeWhatIsKeptSaysSo(Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          append(1500);
          room(vertx);
          Socket socket = join(OptionalLong.of(1), OptionalLong.of(3));
          ServerFrame.Joined joined = (ServerFrame.Joined) socket.frames.get(0);
          assertThat(joined.complete()).isFalse();
          assertThat(joined.first()).isEqualTo(501);
          assertThat(socket.seqs).hasSize(1000).startsWith(501L).endsWith(1500L);
        },
        () -> true);
  }

  @Test
  void aResumeKeepsUpWithARoomThatTrimsWhileItIsRead(Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          append(5000);
          room(vertx);
          log.afterRead = () -> batch(append(log.reads < 5 ? 300 : 0).toArray(Entry[]::new));
          Socket socket = join(OptionalLong.of(1), OptionalLong.of(3));
          assertThat(socket.closed).isNull();
          assertThat(socket.seqs)
              .isEqualTo(LongStream.rangeClosed(4001, log.ledger.head()).boxed().toList());
        },
        () -> true);
  }

  /** As when a node that was cut off meets the others again, and somebody comes over from them. */
  @Test
  void aResumeThatWaitsWhileItsEpochBecomesTheRoomsIsAResume(
      Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          log.ledger = new Ledger(2);
          append(300);
          room(vertx);
          log.ledger = new Ledger(1);
          List<Entry> theirs = append(900);
          Promise<Void> late = Promise.promise();
          log.answer = late.future();
          Socket socket = join(OptionalLong.of(1), OptionalLong.of(895));
          log.answer = Future.succeededFuture();
          batch(theirs.get(899));
          late.complete();
          assertThat(socket.seqs).containsExactly(896L, 897L, 898L, 899L, 900L);
          assertThat(socket.frames).hasSize(1);
        },
        () -> true);
  }

  @Test
  void aResumeWhoseLogDoesNotAnswerIsTriedAgainFromTheStart(Vertx vertx, VertxTestContext context) {
    Socket[] socket = new Socket[1];
    on(
        vertx,
        context,
        () -> {
          log.ledger = new Ledger(2);
          append(300);
          room(vertx);
          log.answer = Future.failedFuture("not now");
          socket[0] = join(OptionalLong.of(1), OptionalLong.of(895));
          log.ledger = new Ledger(1);
          log.answer = Future.succeededFuture();
          batch(append(500).get(499));
          append(400); // not heard of here yet
        },
        () -> socket[0].seqs.equals(List.of(896L, 897L, 898L, 899L, 900L)));
  }

  @Test
  void aResumeOfAnotherEpochGetsEverythingKept(Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          append(3);
          room(vertx);
          Socket socket = join(OptionalLong.of(99), OptionalLong.of(2));
          assertThat(socket.seqs).containsExactly(1L, 2L, 3L);
        },
        () -> true);
  }

  @Test
  void aSlowReaderCatchesUpFromItsCursorWithoutHoleOrRepeat(Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          Socket slow = new Socket();
          Member member = new Member(slow, new Person("c", "nick"), false);
          room.join(
              member,
              new ClientFrame.Join(
                  new RoomName("room"), OptionalLong.empty(), OptionalLong.empty(), 0));
          Socket quick = join();
          batch(append(1).get(0));
          slow.reads = false;
          for (int i = 0; i < 20; i++) {
            batch(append(1).get(0));
          }
          assertThat(slow.seqs).containsExactly(1L);
          assertThat(quick.seqs).hasSize(21);
          slow.reads = true;
          room.pump(member);
          assertThat(slow.seqs).isEqualTo(quick.seqs);
          batch(append(1).get(0));
          assertThat(slow.seqs).hasSize(22).isEqualTo(quick.seqs);
          assertThat(slow.closed).isNull();
        },
        () -> true);
  }

  @Test
  void aReaderFurtherBehindThanItsLimitIsClosedWith4008AndOthersAreNot(
      Vertx vertx, VertxTestContext context) {
    on(
        vertx,
        context,
        () -> {
          room(vertx);
          Socket stuck = join();
          Socket quick = join();
          batch(append(1).get(0));
          stuck.reads = false;
          for (int i = 0; i < 100; i++) {
            batch(append(1).get(0));
          }
          assertThat(stuck.closed).isEqualTo(CloseCode.TOO_SLOW);
          assertThat(quick.closed).isNull();
          assertThat(quick.seqs).hasSize(101);
        },
        () -> true);
  }
}
