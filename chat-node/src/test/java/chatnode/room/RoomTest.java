package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.RoomBatch;
import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.log.Budget;
import chatnode.log.GroupCommit;
import chatnode.log.Ledger;
import chatnode.log.OpenLog;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
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
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who joins, who resumes (P4), who reads slowly (P5). */
class RoomTest {
  static final Settings SETTINGS =
      new Settings(
          "node",
          List::of,
          new Settings.Limits(100, 1000, 5, 100, 0),
          new Settings.Kept(2_000, 6_000, 64 << 20, 64 << 20),
          new Settings.Timing(Duration.ofSeconds(1), Duration.ofMillis(75), Duration.ofSeconds(1)),
          new GroupCommit.Limits(
              new GroupCommit.Bound(10, 1 << 20),
              new GroupCommit.Bound(100, 1 << 20),
              Duration.ofSeconds(1)));

  private final OpenLog log = new OpenLog();
  private final MovedClock clock = new MovedClock();
  private final Budget backlogs = new Budget(64 << 20);
  private Room room;

  private void open() {
    room =
        new Room(
            "room",
            new Room.Loop(
                clock,
                log,
                SETTINGS,
                new LoopCounts(),
                attendance(),
                new Budget(64 << 20),
                backlogs));
  }

  private Attendance attendance() {
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

  private static ClientFrame.Join resume(long epoch, long after) {
    return new ClientFrame.Join(
        new RoomName("room"), OptionalLong.of(epoch), OptionalLong.of(after), 50);
  }

  private static ClientFrame.Join newest(int recent) {
    return new ClientFrame.Join(
        new RoomName("room"), OptionalLong.empty(), OptionalLong.empty(), recent);
  }

  private Socket join(ClientFrame.Join request) {
    Socket socket = new Socket();
    room.join(new Member("room", socket, new Person("c", "nick")), request);
    return socket;
  }

  private Socket join() {
    return join(newest(50));
  }

  private void batch(List<Entry> entries) {
    room.batch(new RoomBatch("room", log.ledger.epoch(), entries));
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static ServerFrame.Joined joined(Socket socket) {
    return (ServerFrame.Joined) socket.frames.get(0);
  }

  @Test
  void whoJoinsGetsTheNewestThatWereAskedFor() {
    log.append(300);
    open();
    Socket socket = join(newest(20));
    assertThat(joined(socket).head()).isEqualTo(300);
    assertThat(joined(socket).first()).isEqualTo(281);
    assertThat(joined(socket).complete()).isTrue();
    assertThat(socket.seqs).isEqualTo(range(281, 300));
  }

  /** What is large is passed on in portions: after the first one a room stands further on. */
  @Test
  void whoJoinsWhileARoomIsBeingOpenedGetsNoMoreThanWasAskedFor() {
    Retention all = new Retention(Duration.ofMinutes(2), 8 << 20, Duration.ofMinutes(10), false);
    for (int i = 0; i < 100; i++) {
      String text = "x".repeat(i == 0 ? 300_000 : 8);
      log.ledger.append(Draft.text(new Person("c", "nick"), "m" + i, text), 1, all);
    }
    open();
    Socket first = join(newest(0));
    clock.move(1);
    Socket second = join(newest(3));
    clock.move(1000);
    assertThat(joined(first).head()).isEqualTo(100);
    assertThat(first.seqs).isEmpty();
    assertThat(second.seqs).isEqualTo(range(98, 100));
  }

  @Test
  void aResumeGetsExactlyWhatWasMissed() {
    log.append(10);
    open();
    Socket socket = join(resume(1, 7));
    assertThat(socket.seqs).containsExactly(8L, 9L, 10L);
    assertThat(joined(socket).complete()).isTrue();
    assertThat(joined(socket).first()).isEqualTo(8);
  }

  @Test
  void aResumeFromBeforeWhatIsKeptSaysSo() {
    log.append(1500);
    open();
    Socket socket = join(resume(1, 3));
    assertThat(joined(socket).complete()).isFalse();
    assertThat(joined(socket).first()).isEqualTo(501);
    assertThat(socket.seqs).isEqualTo(range(501, 1500));
  }

  @Test
  void aResumeKeepsUpWithARoomThatTrimsWhileItIsRead() {
    log.append(5000);
    open();
    log.afterRead = () -> batch(log.append(log.reads < 5 ? 300 : 0));
    Socket socket = join(resume(1, 3));
    assertThat(socket.closed).isNull();
    assertThat(socket.seqs).isEqualTo(range(4001, log.ledger.head()));
  }

  /** Nobody has been given such a number: whoever says so is not told that nothing is missing. */
  @Test
  void aResumeFromBehindTheHeadIsNotComplete() {
    log.append(20);
    open();
    Socket socket = join(resume(1, 1_000_000));
    assertThat(joined(socket).complete()).isFalse();
    assertThat(joined(socket).first()).isEqualTo(1);
    assertThat(socket.seqs).isEqualTo(range(1, 20));
    batch(log.append(1));
    assertThat(socket.seqs).last().isEqualTo(21L);
  }

  /** It has heard more at another node than this loop has. */
  @Test
  void aResumeFromBehindWhatThisLoopHasWaitsForIt() {
    log.append(5);
    open();
    log.append(5);
    Socket socket = join(resume(1, 8));
    assertThat(joined(socket).complete()).isTrue();
    assertThat(socket.seqs).containsExactly(9L, 10L);
  }

  /** As when a node that was cut off meets the others again, and somebody comes over from them. */
  @Test
  void aResumeThatWaitsWhileItsEpochBecomesTheRoomsIsAResume() {
    log.ledger = new Ledger(2);
    log.append(300);
    open();
    log.ledger = new Ledger(1);
    List<Entry> theirs = log.append(900);
    Promise<Void> late = Promise.promise();
    log.answer = late.future();
    Socket socket = join(resume(1, 895));
    log.answer = Future.succeededFuture();
    batch(theirs.subList(899, 900));
    late.complete();
    assertThat(socket.seqs).containsExactly(896L, 897L, 898L, 899L, 900L);
    assertThat(socket.frames).hasSize(1);
  }

  @Test
  void aResumeWhoseLogDoesNotAnswerIsTriedAgainFromTheStart() {
    log.ledger = new Ledger(2);
    log.append(300);
    open();
    log.answer = Future.failedFuture("not now");
    Socket socket = join(resume(1, 895));
    log.ledger = new Ledger(1);
    log.answer = Future.succeededFuture();
    batch(log.append(500).subList(499, 500));
    log.append(400); // not heard of here yet
    clock.move(1000);
    assertThat(socket.seqs).containsExactly(896L, 897L, 898L, 899L, 900L);
  }

  @Test
  void aResumeOfAnEpochThatNobodyKnowsIsNotCompleteAndGetsTheNewest() {
    log.append(3);
    open();
    Socket socket = join(resume(99, 2));
    assertThat(joined(socket).complete()).isFalse();
    assertThat(socket.seqs).containsExactly(1L, 2L, 3L);
  }

  /** As those say who know a room by nothing but a number. */
  @Test
  void aResumeOfThePresentEpochNeedNotNameItAndReadsNoLog() {
    log.append(10);
    open();
    join();
    log.reads = 0;
    Socket socket = join(resume(RoomLog.PRESENT, 10));
    assertThat(joined(socket).epoch()).isEqualTo(1);
    assertThat(joined(socket).complete()).isTrue();
    assertThat(joined(socket).first()).isEqualTo(11);
    assertThat(log.reads).isZero();
  }

  /** Its people were told other numbers for a while, which now stand elsewhere or nowhere. */
  @Test
  void aResumeOfAnEpochThatPartedFromThisOneGetsWhatCameSince() {
    log.append(10);
    log.ledger.confirm(10);
    Ledger cutOff = log.ledger.copy();
    cutOff.fork(77, 1_000_000);
    log.append(5);
    log.ledger = log.ledger.with(cutOff);
    open();
    Socket socket = join(resume(cutOff.epoch(), 14));
    assertThat(joined(socket).epoch()).isEqualTo(1);
    assertThat(joined(socket).complete()).isTrue();
    assertThat(socket.seqs).isEqualTo(range(11, 15));
  }

  @Test
  void anotherEpochResetsThoseWhoAreHere() {
    log.append(2);
    open();
    Socket socket = join();
    log.ledger = new Ledger(2);
    batch(log.append(4).subList(3, 4));
    assertThat(socket.frames).contains(new ServerFrame.Reset("room", 2, 4, 1));
    assertThat(socket.seqs).containsExactly(1L, 2L, 3L, 4L);
  }

  /** A retry every quarter of a second need not be news to everybody who waits. */
  @Test
  void whoWaitsForARoomIsToldWhyOnce() {
    log.answer = Future.failedFuture(new RoomLog.NoQuorum());
    open();
    Socket socket = join();
    clock.move(10_000);
    assertThat(socket.frames)
        .singleElement()
        .isInstanceOfSatisfying(
            ServerFrame.Error.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.NO_QUORUM));
    log.answer = Future.succeededFuture();
    clock.move(1000);
    assertThat(socket.frames).last().isInstanceOf(ServerFrame.Joined.class);
  }

  @Test
  void aSlowReaderCatchesUpFromItsCursorWithoutHoleOrRepeat() {
    open();
    Socket slow = new Socket();
    Member member = new Member("room", slow, new Person("c", "nick"));
    room.join(member, newest(0));
    Socket quick = join();
    batch(log.append(1));
    slow.reads = false;
    for (int i = 0; i < 20; i++) {
      batch(log.append(1));
    }
    assertThat(slow.seqs).containsExactly(1L);
    assertThat(quick.seqs).hasSize(21);
    slow.reads = true;
    room.pump(member);
    assertThat(slow.seqs).isEqualTo(quick.seqs);
    batch(log.append(1));
    assertThat(slow.seqs).hasSize(22).isEqualTo(quick.seqs);
    assertThat(slow.closed).isNull();
  }

  @Test
  void aReaderFurtherBehindThanItsLimitIsClosedWith4008AndOthersAreNot() {
    open();
    Socket stuck = join();
    Socket quick = join();
    batch(log.append(1));
    stuck.reads = false;
    for (int i = 0; i < 100; i++) {
      batch(log.append(1));
    }
    assertThat(stuck.closed).isEqualTo(CloseCode.TOO_SLOW);
    assertThat(quick.closed).isNull();
    assertThat(quick.seqs).hasSize(101);
  }

  @Test
  void whenAllRoomsTogetherKeepTooMuchSlowReadersAreTheFirstToGo() {
    backlogs.force(64 << 20);
    open();
    Socket stuck = join();
    Socket quick = join();
    batch(log.append(1));
    stuck.reads = false;
    batch(log.append(5));
    assertThat(stuck.closed).isEqualTo(CloseCode.TOO_SLOW);
    assertThat(quick.closed).isNull();
    assertThat(quick.seqs).hasSize(6);
  }

  @Test
  void aFaultOfOursEndsTheConnectionsThatMissSomethingAndNotTheRoom() {
    open();
    Socket broken = join();
    Socket whole = join();
    broken.fault = new IllegalStateException("on purpose");
    batch(log.append(1));
    assertThat(broken.closed).isEqualTo(CloseCode.OUR_FAULT);
    assertThat(whole.closed).isNull();
    assertThat(whole.seqs).containsExactly(1L);
    Socket next = join(resume(1, 0));
    assertThat(next.seqs).containsExactly(1L);
  }
}
