package chatnode.feed;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.RoomBatch;
import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.log.Births;
import chatnode.log.Budget;
import chatnode.log.Ledger;
import chatnode.log.OpenLog;
import chatnode.log.RoomLog;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.store.Origin;
import chatnode.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One order out of a bus that reorders, repeats and loses (P1). */
class FeedTest {
  private static final int GAP_MS = 75;

  private final OpenLog log = new OpenLog();
  private final MovedClock clock = new MovedClock();
  private final Budget budget = new Budget(64 << 20);
  private final List<Long> seqs = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Runnable onStartOver = () -> {};
  private RuntimeException fault;

  private final Feed feed =
      new Feed(
          clock,
          "room",
          log,
          Duration.ofMillis(GAP_MS),
          new LoopCounts(),
          budget,
          new Feed.Reader() {
            @Override
            public void next(List<Entry> entries) {
              if (fault != null) {
                RuntimeException once = fault;
                fault = null;
                throw once;
              }
              entries.forEach(entry -> seqs.add(entry.seq()));
            }

            @Override
            public void startOver(long epoch, long first, long head) {
              told.add("epoch " + epoch + " from " + first + " to " + head);
              seqs.clear();
              onStartOver.run();
            }

            @Override
            public void refused(ErrorCode why) {
              told.add("refused " + why.wire());
            }
          });

  private void batch(Entry... entries) {
    feed.batch(new RoomBatch("room", log.ledger.epoch(), List.of(entries)));
  }

  private void batch(List<Entry> entries) {
    batch(entries.toArray(Entry[]::new));
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void batchesThatOvertakeOneAnotherAreDeliveredInOrder() {
    feed.open();
    List<Entry> m = log.append(3);
    batch(m.get(1), m.get(2));
    assertThat(seqs).isEmpty();
    batch(m.get(0), m.get(1));
    assertThat(seqs).containsExactly(1L, 2L, 3L);
    assertThat(log.reads).isZero();
  }

  @Test
  void aHoleThatStaysIsFilledFromTheLog() {
    feed.open();
    batch(log.append(3).get(2));
    clock.move(GAP_MS - 1);
    assertThat(seqs).isEmpty();
    clock.move(1);
    assertThat(seqs).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aLostLastMessageIsFoundWhenABeatTellsOfIt() {
    feed.open();
    log.append(1);
    feed.headSeen(1, 1);
    clock.move(GAP_MS);
    assertThat(seqs).containsExactly(1L);
  }

  @Test
  void aHeadThatIsSeenWhileTheRoomIsOpenedIsNotForgotten() {
    Promise<Void> opened = Promise.promise();
    log.answer = opened.future();
    feed.open();
    log.append(1);
    feed.headSeen(1, 1);
    log.answer = Future.succeededFuture();
    opened.complete();
    assertThat(seqs).isEmpty();
    clock.move(GAP_MS);
    assertThat(seqs).containsExactly(1L);
  }

  @Test
  void whatIsSeenWhileSomethingElseIsWaitedForIsNotForgotten() {
    feed.open();
    List<Entry> m = log.append(2);
    feed.headSeen(1, 1);
    feed.headSeen(1, 2);
    batch(m.get(0));
    clock.move(2 * GAP_MS);
    assertThat(seqs).containsExactly(1L, 2L);
  }

  /** Batches of several nodes overtake one another all the time; the room moves on all the same. */
  @Test
  void aHoleThatIsAnotherOneEveryTimeIsNotReadFromTheLog() {
    feed.open();
    List<Entry> overtaking = log.append(1);
    for (int move = 0; move < 200; move++) {
      Entry late = overtaking.remove(0);
      overtaking.addAll(log.append(2));
      batch(overtaking.remove(1), late);
      clock.move(1);
    }
    assertThat(log.reads).isZero();
    assertThat(seqs).isEqualTo(range(1, seqs.size())).hasSizeGreaterThan(300);
  }

  /** A busy room writes more in a moment than its log keeps. */
  @Test
  void whatTheLogNoLongerHasIsWaitedFor() {
    feed.open();
    List<Entry> m = log.append(6000);
    batch(m.subList(1, 6000));
    clock.move(900);
    assertThat(log.reads).isGreaterThan(2);
    batch(m.get(0));
    clock.move(200);
    assertThat(seqs).isEqualTo(range(1, 6000));
    assertThat(told).hasSize(1);
  }

  @Test
  void whatComesAtTheLastMomentStartsNobodyOver() {
    feed.open();
    List<Entry> m = log.append(1500);
    batch(m.subList(1, 1500));
    log.afterRead =
        () -> {
          if (log.lastAfter == log.ledger.first() - 1) { // read to start over from
            batch(m.get(0));
          }
        };
    clock.move(2000);
    assertThat(seqs).isEqualTo(range(1, 1500));
    assertThat(told).hasSize(1);
  }

  @Test
  void whatNeitherLogNorBusBringsIsStartedOverOnceAndWhatWasHeldBackFollows() {
    feed.open();
    List<Entry> m = log.append(1500);
    batch(m.subList(1, 1500));
    onStartOver = () -> log.answer = Future.failedFuture("no more");
    clock.move(2000);
    assertThat(told).containsExactly("epoch 1 from 1 to 0", "epoch 1 from 501 to 1500");
    assertThat(seqs).isEqualTo(range(501, 1500));
  }

  @Test
  void ofAStrangersEpochTheNewestFollow() {
    log.append(2);
    feed.open();
    log.ledger = new Ledger(2);
    batch(log.append(4).get(3));
    assertThat(told).last().isEqualTo("epoch 2 from 1 to 4");
    assertThat(seqs).containsExactly(1L, 2L, 3L, 4L);
  }

  /** A part of the cluster that goes on alone goes on where it was. */
  @Test
  void ofAnEpochThatBeganWithThisOneOnlyTheRestFollows() {
    log.append(5);
    feed.open();
    log.ledger.confirm(5);
    log.ledger.fork(77, 1_000_000);
    batch(log.append(2));
    assertThat(told).last().isEqualTo("epoch " + log.ledger.epoch() + " from 6 to 7");
    assertThat(seqs).containsExactly(6L, 7L);
  }

  /** As on a node that was frozen: it has no copy of the room, and meets those again who have. */
  @Test
  void anEpochThatComesBackGoesOnWhereItWasLeft() {
    Ledger all = log.ledger;
    log.append(300);
    feed.open();
    log.append(300);
    feed.headSeen(1, 600);
    clock.move(GAP_MS);
    log.append(900);
    log.ledger = new Ledger(2);
    batch(log.append(3));
    assertThat(seqs).containsExactly(1L, 2L, 3L);
    log.ledger = all;
    feed.headSeen(1, 1500);
    clock.move(10 * GAP_MS);
    assertThat(told).last().isEqualTo("epoch 1 from 601 to 1500");
    assertThat(seqs).isEqualTo(range(601, 1500));
  }

  /** Those who came meanwhile were told that nothing is missing from where the two parted. */
  @Test
  void anEpochThatComesBackGoesOnWhereTheOneInBetweenPartedFromIt() {
    Ledger all = log.ledger;
    log.append(8);
    feed.open();
    Store.Opened unknown =
        new Store.Opened(new Origin(9, 1, 0, 0), 0, 0, List.of(), List.of(), List.of(), List.of());
    log.ledger = Births.of(unknown, 77, new RoomLog.Head(1, 5), 1_000_000);
    batch(log.append(1));
    assertThat(told).last().isEqualTo("epoch " + log.ledger.epoch() + " from 6 to 6");
    log.ledger = all;
    log.append(2);
    feed.headSeen(1, 10);
    clock.move(GAP_MS);
    assertThat(told).last().isEqualTo("epoch 1 from 6 to 10");
  }

  /** As when two halves of a cluster meet: the log is still that of one, the bus that of both. */
  @Test
  void batchesOfAnotherEpochThatArriveWhileTheRoomIsOpenedAreNotOfThisOne() {
    Promise<Void> opened = Promise.promise();
    log.answer = opened.future();
    Ledger ours = log.ledger;
    log.append(2);
    feed.open();
    log.ledger = new Ledger(2);
    List<Entry> theirs = log.append(4);
    batch(theirs.get(2), theirs.get(3));
    log.ledger = ours;
    log.answer = Future.succeededFuture();
    opened.complete();
    assertThat(seqs).containsExactly(1L, 2L);
  }

  @Test
  void aLogThatRefusesIsAskedAgainASecondLater() {
    log.answer = Future.failedFuture(new RoomLog.NoQuorum());
    feed.open();
    assertThat(told).containsExactly("refused no_quorum");
    log.answer = Future.failedFuture(new RoomLog.Full());
    clock.move(1000);
    assertThat(told).last().isEqualTo("refused busy");
    log.answer = Future.succeededFuture();
    log.append(1);
    clock.move(1000);
    assertThat(seqs).containsExactly(1L);
  }

  @Test
  void aFaultOfTheReaderDoesNotStopTheRoom() {
    log.append(1);
    fault = new IllegalStateException("on purpose");
    feed.open();
    batch(log.append(1));
    log.append(1);
    feed.headSeen(1, 3);
    clock.move(1000);
    assertThat(seqs).last().isEqualTo(3L);
  }

  @Test
  void aRoomThatIsClosedHoldsNothingAndReadsNothing() {
    feed.open();
    batch(log.append(3).get(2));
    feed.close();
    clock.move(5000);
    assertThat(log.reads).isZero();
    assertThat(seqs).isEmpty();
    assertThat(budget.take(64 << 20)).isTrue();
  }

  @Test
  void whatThereIsNoRoomToHoldBackComesFromTheLog() {
    assertThat(budget.take(64 << 20)).isTrue();
    feed.open();
    List<Entry> m = log.append(3);
    batch(m.get(1), m.get(2));
    batch(m.get(0));
    assertThat(seqs).containsExactly(1L);
    feed.headSeen(1, 3);
    clock.move(GAP_MS);
    assertThat(seqs).containsExactly(1L, 2L, 3L);
  }
}
