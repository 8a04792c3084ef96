package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.clock.MovedClock;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.store.Origin;
import chatnode.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One append in flight per room, what waits is bounded, and no fault stops a room. */
class PensTest {
  private static final int DRAFT = Draft.text(new Person("c", "nick"), "a", "text").size();
  private static final GroupCommit.Limits LIMITS =
      new GroupCommit.Limits(
          new GroupCommit.Bound(3, 1 << 20),
          new GroupCommit.Bound(5, 1 << 20),
          Duration.ofMillis(200));

  private static final Origin ORIGIN = new Origin(1, 1, 0, 0);

  /** A log that answers when told to. */
  private static final class SlowLog extends BareLog {
    final Deque<List<Draft>> asked = new ArrayDeque<>();
    final Deque<Promise<Appended>> answers = new ArrayDeque<>();
    final Deque<Promise<Void>> kept = new ArrayDeque<>();
    final Map<String, Store.Place> stored = new HashMap<>();
    RuntimeException thrown;
    boolean keepsSlowly;
    boolean stands;
    final List<BitSet> flags = new ArrayList<>();
    long head;

    @Override
    public Future<Boolean> stands(String room, Reference message) {
      return Future.succeededFuture(stands);
    }

    @Override
    public Future<Appended> append(String room, List<Draft> drafts, BitSet stored) {
      flags.add(stored);
      return append(room, drafts);
    }

    /** The first ones get no number, for this reason. */
    void answerWith(long why, int refused) {
      BitSet known = new BitSet();
      known.set(0, refused);
      List<Entry> entries = new ArrayList<>();
      for (Draft draft : asked.poll()) {
        head++;
        boolean isRefused = entries.size() < refused;
        entries.add(isRefused ? new Entry(why, 0, null) : new Entry(head, 0, draft));
      }
      answers.poll().complete(new Appended(ORIGIN, head, 0, entries, known));
    }

    @Override
    public Future<Void> keep(String room, Appended appended) {
      if (!keepsSlowly) {
        return Future.succeededFuture();
      }
      kept.add(Promise.promise());
      return kept.peekLast().future();
    }

    @Override
    public Future<List<Store.Place>> find(String room, List<Draft> drafts) {
      List<Store.Place> places = new ArrayList<>();
      drafts.forEach(draft -> places.add(stored.get(draft.id())));
      return Future.succeededFuture(places);
    }

    @Override
    public Future<Appended> append(String room, List<Draft> drafts) {
      if (thrown != null) {
        throw thrown;
      }
      asked.add(drafts);
      answers.add(Promise.promise());
      return answers.peekLast().future();
    }

    void answer() {
      List<Draft> drafts = asked.poll();
      List<Entry> entries = new ArrayList<>();
      drafts.forEach(draft -> entries.add(new Entry(++head, 0, draft)));
      answers.poll().complete(new Appended(ORIGIN, head, 0, entries, new BitSet()));
    }

    /** All of them were there already, with another text; of the first only the place is known. */
    void answerKnown(Draft stored) {
      List<Entry> entries = new ArrayList<>();
      BitSet known = new BitSet();
      for (Draft draft : asked.poll()) {
        known.set(entries.size());
        entries.add(new Entry(7 + entries.size(), 0, entries.isEmpty() ? null : stored));
      }
      answers.poll().complete(new Appended(ORIGIN, 9, 0, entries, known));
    }

    void fail(Throwable failure) {
      asked.poll();
      answers.poll().fail(failure);
    }
  }

  private final SlowLog log = new SlowLog();
  private final MovedClock clock = new MovedClock();
  private final Budget budget = new Budget(100L * DRAFT);
  private final List<String> told = new ArrayList<>();
  private RuntimeException deaf;
  private final Pens pens = new Pens(clock, log, LIMITS, budget, this::published);

  private void published(String room, long epoch, long head, List<Entry> entries) {
    if (deaf != null) {
      throw deaf;
    }
    told.add(
        "published "
            + entries.stream().map(each -> each.seq() + " " + text(each.draft())).toList());
  }

  private static String text(Draft draft) {
    return new String(draft.bytes(), draft.payloadOffset(), draft.payloadLength());
  }

  private void write(String id) {
    write(id, false);
  }

  private void write(String id, boolean again) {
    write(id, again, Draft.text(new Person("c", "nick"), id, "text"));
  }

  private void delete(String id) {
    write(id, false, Draft.delete(new Person("c", "nick"), id, new Reference("c", "old")));
  }

  private void write(String id, boolean again, Draft draft) {
    pens.write(
        "room",
        draft,
        again,
        new GroupCommit.Receipt() {
          @Override
          public void appended(long epoch, long seq, long at, boolean known) {
            told.add(id + " is " + seq);
            if (id.equals("bad")) {
              throw new IllegalStateException("on purpose");
            }
          }

          @Override
          public void refused(ErrorCode code) {
            told.add(id + " " + code.wire());
          }
        });
  }

  private List<String> ids() {
    return log.asked.peekLast().stream().map(Draft::id).toList();
  }

  private void assertNothingIsHeld() {
    assertThat(budget.take(100L * DRAFT)).isTrue();
  }

  @Test
  void whatIsSaidInOneTurnIsOneAppendAndTheNextGathersMeanwhile() {
    write("a");
    write("b");
    clock.settle();
    write("c");
    clock.settle();
    assertThat(log.asked).hasSize(1);
    assertThat(ids()).containsExactly("a", "b");
    log.answer();
    assertThat(told).containsExactly("published [1 text, 2 text]", "a is 1", "b is 2");
    assertThat(ids()).containsExactly("c");
    log.answer();
    assertNothingIsHeld();
  }

  @Test
  void aChangeOfWhatOnlyTheStoreHasIsAppendedWhenItWasFoundThereAndHoldsUpNobody() {
    log.stands = true;
    delete("d");
    write("a");
    clock.settle();
    assertThat(log.flags.get(0).isEmpty()).isTrue();
    log.answerWith(Ledger.UNKNOWN, 1);
    assertThat(told).containsExactly("published [2 text]", "a is 2");
    clock.settle();
    assertThat(ids()).containsExactly("d");
    assertThat(log.flags.get(1).get(0)).isTrue();
    log.answer();
    assertThat(told).last().isEqualTo("d is 3");
    assertNothingIsHeld();
  }

  @Test
  void aChangeOfWhatIsNowhereIsNotFound() {
    delete("d");
    clock.settle();
    log.answerWith(Ledger.UNKNOWN, 1);
    delete("e");
    clock.settle();
    log.answerWith(Ledger.NOT_FOUND, 1);
    assertThat(told).contains("d not_found", "e not_found");
    assertNothingIsHeld();
  }

  @Test
  void aChangeThatTheStoreHasAlreadyIsAnsweredWithItsPlace() {
    log.stored.put("d", new Store.Place(1, 4, 0));
    delete("d");
    clock.settle();
    log.answerWith(Ledger.UNKNOWN, 1);
    clock.settle();
    assertThat(told).contains("d is 4");
    assertThat(log.asked).isEmpty();
    assertNothingIsHeld();
  }

  @Test
  void moreThanMayWaitIsBusy() {
    List.of("1", "2", "3", "4", "5", "6").forEach(this::write);
    assertThat(told).containsExactly("6 busy");
  }

  @Test
  void whatAllRoomsTogetherMayHoldIsBounded() {
    assertThat(budget.take(98L * DRAFT)).isTrue();
    List.of("1", "2", "3").forEach(this::write);
    assertThat(told).containsExactly("3 busy");
  }

  @Test
  void anUnknownOutcomeIsTriedAgainWithTheSameDrafts() {
    write("a");
    clock.settle();
    List<Draft> first = log.asked.peek();
    log.fail(new IllegalStateException("indeterminate"));
    clock.move(100);
    assertThat(log.asked.peek()).isEqualTo(first);
    log.answer();
    assertThat(told).containsExactly("published [1 text]", "a is 1");
  }

  @Test
  void afterTheDeadlineTheSenderHearsNotConfirmed() {
    write("a");
    for (int i = 0; i < 1000 && told.isEmpty(); i++) {
      clock.move(1);
      if (!log.asked.isEmpty()) {
        log.fail(new IllegalStateException("indeterminate"));
      }
    }
    assertThat(told).containsExactly("a not_confirmed");
    assertThat(clock.nanos()).isGreaterThan(LIMITS.deadline().toNanos());
    assertNothingIsHeld();
  }

  @Test
  void whereNothingHappenedNothingIsTriedAgain() {
    write("a");
    clock.settle();
    log.fail(new RoomLog.NoQuorum());
    write("b");
    clock.settle();
    log.fail(new RoomLog.Full());
    clock.move(1000);
    assertThat(told).containsExactly("a no_quorum", "b busy");
    assertThat(log.asked).isEmpty();
  }

  /** Whoever kept the room may be gone, and its answer never come. */
  @Test
  void whoHurriesSendsWhatIsInFlightOnceMoreAndTheFirstAnswerCounts() {
    write("a");
    clock.settle();
    pens.hurry();
    assertThat(log.asked).hasSize(2);
    log.fail(new IllegalStateException("late"));
    log.answer();
    clock.move(1000);
    assertThat(told).containsExactly("published [1 text]", "a is 1");
    assertThat(log.asked).isEmpty();
  }

  /** Other nodes may have been told already what the log has, and deliver it once. */
  @Test
  void whatWasThereAlreadyIsPublishedAsTheLogHasItOrNotAtAll() {
    write("a");
    write("b");
    clock.settle();
    log.answerKnown(Draft.text(new Person("c", "nick"), "b", "first text"));
    assertThat(told).containsExactly("published [8 first text]", "a is 7", "b is 8");
  }

  @Test
  void aRoomWritesOnWhateverWentWrongWithABatch() {
    log.thrown = new IllegalStateException("on purpose");
    write("a");
    clock.settle();
    log.thrown = null;
    clock.move(100);
    deaf = new IllegalStateException("on purpose");
    log.answer();
    deaf = null;
    write("bad");
    write("c");
    clock.settle();
    log.answer();
    write("d");
    clock.settle();
    log.answer();
    assertThat(told)
        .containsExactly(
            "a is 1",
            "published [2 text, 3 text]",
            "bad is 2",
            "c is 3",
            "published [4 text]",
            "d is 4");
    assertNothingIsHeld();
  }

  @Test
  void everybodyHearsOfAMessageAtOnceAndItsSenderWhenItIsStored() {
    log.keepsSlowly = true;
    write("a");
    clock.settle();
    log.answer();
    assertThat(told).containsExactly("published [1 text]");
    log.kept.poll().complete();
    assertThat(told).containsExactly("published [1 text]", "a is 1");
    assertNothingIsHeld();
  }

  @Test
  void whatWaitsToBeStoredHoldsUpNothingButItsOwnAck() {
    log.keepsSlowly = true;
    write("a");
    clock.settle();
    log.answer();
    write("b");
    clock.settle();
    log.answer();
    assertThat(told).containsExactly("published [1 text]", "published [2 text]");
    log.kept.poll().complete();
    log.kept.poll().complete();
    assertThat(told).endsWith("a is 1", "b is 2");
  }

  /** An ack that comes after it would be of something that may lie beside the room's line. */
  @Test
  void whatIsStoredTooLateIsNotConfirmed() {
    log.keepsSlowly = true;
    write("a");
    clock.settle();
    log.answer();
    clock.move(LIMITS.deadline().toMillis() + 1);
    assertThat(told).containsExactly("published [1 text]", "a not_confirmed");
    log.kept.poll().complete();
    assertThat(told).hasSize(2);
    assertNothingIsHeld();
  }

  /** A node that was frozen meanwhile: the room may have begun anew without it. */
  @Test
  void whatIsStoredTooLateIsNotConfirmedThoughNoTimerHasRungYet() {
    log.keepsSlowly = true;
    write("a");
    clock.settle();
    log.answer();
    clock.freeze(LIMITS.deadline().toMillis() + 1);
    log.kept.poll().complete();
    assertThat(told).containsExactly("published [1 text]", "a not_confirmed");
    clock.settle();
    assertThat(told).hasSize(2);
  }

  @Test
  void whatTheStoreDoesNotTakeIsNotConfirmed() {
    log.keepsSlowly = true;
    write("a");
    clock.settle();
    log.answer();
    log.kept.poll().fail(new Store.Busy());
    assertThat(told).containsExactly("published [1 text]", "a not_confirmed");
    assertNothingIsHeld();
  }

  @Test
  void whatWaitsToBeStoredIsBoundedToo() {
    log.keepsSlowly = true;
    assertThat(budget.take(98L * DRAFT)).isTrue();
    write("a");
    write("b");
    clock.settle();
    log.answer();
    write("c");
    assertThat(told).last().isEqualTo("c busy");
  }

  @Test
  void aResendOfSomethingOldGetsItsFirstPlaceAndIsNotAppendedAgain() {
    log.stored.put("old", new Store.Place(1, 5, 77));
    write("old", true);
    write("new", true);
    write("newer");
    clock.settle();
    assertThat(told).containsExactly("old is 5");
    assertThat(ids()).containsExactly("new", "newer");
    log.answer();
    assertThat(told).endsWith("new is 1", "newer is 2");
    write("old", true);
    clock.settle();
    assertThat(told).endsWith("old is 5");
    assertNothingIsHeld();
  }
}
