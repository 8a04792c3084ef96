package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.local.LocalLedgers;
import chatnode.options.Options;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Placed;
import chatnode.store.Origin;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredRoomLogTest {
  private static final long START = 1_000_000;
  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 10L * draft("m10").size(), Duration.ofMinutes(10), true);

  private final ShelfStore store = new ShelfStore();
  private final KeptMemory memory = new KeptMemory(100_000);
  private long now = START;
  private LocalLedgers ledgers = new LocalLedgers(KEEP, memory, () -> now);
  private StoredRoomLog log = log(true);

  private StoredRoomLog log(boolean waits) {
    Kept kept = Options.with(Kept.class, "--room-idle", "1m");
    return new StoredRoomLog(ledgers, store, KEEP, kept, waits, () -> now);
  }

  private static Draft draft(String id) {
    return Draft.text(new Person("client", "nick"), id, "text of " + id);
  }

  private static List<Draft> drafts(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> draft("m" + i)).toList();
  }

  private static List<Long> seqs(List<Placed> messages) {
    return messages.stream().map(Placed::entry).map(Entry::seq).toList();
  }

  private Appended append(int from, int to) {
    return log.append("room", drafts(from, to)).result();
  }

  private void appendAndKeep(int from, int to) {
    log.keep("room", append(from, to));
  }

  private void tidy() {
    log.tidy(room -> false);
  }

  /** As when all nodes were killed. */
  private void lose() {
    ledgers = new LocalLedgers(KEEP, memory, () -> now);
    log = log(true);
  }

  @Test
  void aRoomIsOpenedFromTheStoreOnce() {
    appendAndKeep(0, 3);
    append(3, 4);
    assertThat(store.done).containsExactly("open", store.done.get(1));
    assertThat(store.done.get(1)).endsWith("[1, 2, 3]");
  }

  @Test
  void whatIsAppendedIsKeptWhenTheStoreHasIt() {
    store.holds = true;
    Future<Void> kept = log.keep("room", append(0, 2));
    assertThat(kept.isComplete()).isFalse();
    store.held.get(0).complete();
    assertThat(kept.succeeded()).isTrue();
  }

  @Test
  void whoDoesNotWaitForTheStoreIsNotHeldUpByIt() {
    store.holds = true;
    log = log(false);
    assertThat(log.keep("room", append(0, 2)).succeeded()).isTrue();
    assertThat(store.held).hasSize(1);
  }

  @Test
  void aResendOfWhatTheStoreMayNotHaveIsStoredOnceMore() {
    append(0, 2); // and whoever did was killed before he had stored it
    log.keep("room", append(0, 2));
    assertThat(store.done).last().asString().endsWith("[1, 2]");
    tidy();
    store.done.clear();
    log.keep("room", append(0, 2));
    assertThat(store.done).isEmpty();
  }

  @Test
  void whatNobodyHasStoredItsOwnerStoresAfterAWhile() {
    append(0, 3);
    tidy();
    assertThat(store.messages).isEmpty();
    now += 3000;
    tidy();
    assertThat(seqs(store.messages)).containsExactly(1L, 2L, 3L);
    now += 3000;
    store.done.clear();
    tidy();
    tidy();
    assertThat(store.done).isEmpty();
  }

  @Test
  void nothingLeavesMemoryBeforeItIsStored() {
    for (int i = 0; i < 30; i++) {
      append(i, i + 1);
    }
    assertThat(log.open("room", 100).result().entries()).hasSize(30);
    now += 3000;
    tidy();
    tidy();
    append(30, 31);
    assertThat(log.open("room", 100).result().entries()).hasSizeLessThan(12);
  }

  @Test
  void anIdleRoomLeavesMemoryAndItsEpochGoesOn() {
    Appended before = append(0, 3);
    log.keep("room", before);
    now += 61_000;
    tidy();
    assertThat(log.heads(List.of("room")).result()).isEmpty();
    assertThat(store.closed.head()).isEqualTo(3);
    Appended after = append(3, 4);
    assertThat(after.epoch()).isEqualTo(before.epoch());
    assertThat(after.head()).isEqualTo(4);
    assertThat(after.origin().turn()).isGreaterThan(store.closed.turn());
    assertThat(log.append("room", drafts(1, 2)).result().entries().get(0).seq()).isEqualTo(2);
  }

  /** Whoever asks for names that he made up would fill memory and the store with rooms. */
  @Test
  void askingWhereARoomStandsMakesNone() {
    assertThat(log.head("room").result()).isNull();
    assertThat(log.heads(List.of("room")).result()).isEmpty();
    assertThat(store.done).isEmpty();
    assertThat(memory.used()).isZero();
  }

  @Test
  void aRoomStandsWhereItsLastMessageIsInMemoryOrNot() {
    Appended before = append(0, 3);
    log.keep("room", before);
    RoomLog.Head head = new RoomLog.Head(before.epoch(), 3);
    assertThat(log.head("room").result()).isEqualTo(head);
    now += 61_000;
    tidy();
    assertThat(log.heads(List.of("room")).result()).isEmpty();
    assertThat(log.head("room").result()).isEqualTo(head);
    assertThat(log.since("room", RoomLog.PRESENT, 1, 10).result().entries()).hasSize(2);
  }

  @Test
  void whereARoomStandsIsNotKnownWhileTheStoreIsAway() {
    log.keep("room", append(0, 3));
    lose();
    store.failure = new Store.Unreachable("away");
    assertThat(log.head("room").failed()).isTrue();
  }

  @Test
  void aRoomThatIsNotStoredDoesNotLeaveMemory() {
    store.trouble = "the disk is full";
    append(0, 3);
    now += 61_000;
    tidy();
    assertThat(log.heads(List.of("room")).result()).isNotEmpty();
  }

  /** It may have been written to between being chosen and being sealed. */
  @Test
  void aRoomIsNotSealedWhileSomethingOfItWaitsToBeStored() {
    append(0, 3);
    assertThat(ledgers.seal("room", Long.MAX_VALUE).result()).isNull();
    assertThat(append(3, 4).head()).isEqualTo(4);
  }

  /** mattermost#8754: new messages were sorted above old ones. */
  @Test
  void timesDoNotFallThoughAClockWasSetBackWhileAllNodesWereDown() {
    now += 3_600_000;
    appendAndKeep(0, 1);
    now -= 3_600_000;
    lose();
    assertThat(append(1, 2).entries().get(0).at()).isEqualTo(START + 3_600_000);
  }

  /** Somebody may have seen more than was stored. */
  @Test
  void aRoomThatWasNotClosedBeginsANewEpochBehindWhatIsStored() {
    Appended before = append(0, 3);
    log.keep("room", before);
    append(3, 4); // seen by all, and not stored
    lose();
    Slice slice = log.since("room", before.epoch(), 4, 10).result();
    assertThat(slice.epoch()).isNotEqualTo(before.epoch());
    assertThat(slice.after()).isEqualTo(3);
    Appended after = append(4, 5);
    assertThat(after.head()).isEqualTo(4);
    assertThat(after.origin().parent()).isEqualTo(before.epoch());
    assertThat(after.origin().after()).isEqualTo(3);
  }

  @Test
  void whatLiesBesideTheLineIsAppendedWhenTheRoomIsOpened() {
    appendAndKeep(0, 2);
    store.beside.add(new Entry(3, START, draft("stray")));
    lose();
    Slice slice = log.open("room", 10).result();
    assertThat(slice.entries()).last().extracting(e -> e.draft().id()).isEqualTo("stray");
    assertThat(slice.head()).isEqualTo(3);
  }

  @Test
  void whatIsFoundBesideTheLineLaterIsHandedOver() {
    appendAndKeep(0, 2);
    lose();
    append(2, 3);
    store.beside.add(new Entry(3, START, draft("late")));
    tidy();
    assertThat(log.strays()).isEmpty();
    now += 21_000;
    tidy();
    assertThat(log.strays().get("room")).extracting(Draft::id).containsExactly("late");
    tidy();
    assertThat(log.strays()).isEmpty();
  }

  @Test
  void whoComesFromAPartThatIsGoneIsGivenAllSinceItParted() {
    Appended room = append(0, 5);
    store.origins.put(77L, new Origin(77, 2, room.epoch(), 3));
    Slice slice = log.since("room", 77, 40, 10).result();
    assertThat(slice.isComplete()).isTrue();
    assertThat(slice.entries()).extracting(Entry::seq).containsExactly(4L, 5L);
    assertThat(log.follow("room", new RoomLog.Head(77, 2), 10).result().from()).isEqualTo(3);
    assertThat(log.since("room", 78, 4, 10).result().isComplete()).isFalse();
  }

  /** A part of the cluster that was cut off, and gone before the two became one again. */
  @Test
  void whatAPartThatIsGoneHasStoredIsLookedForWhenMembersHaveGone() {
    appendAndKeep(0, 2);
    store.beside.add(new Entry(3, START, draft("of the other part")));
    log.membersChanged();
    tidy();
    assertThat(log.strays()).isEmpty();
    now += 3000;
    tidy();
    assertThat(log.strays().get("room")).hasSize(1);
    store.beside.clear();
    now += 18_000;
    tidy();
    assertThat(log.strays()).isEmpty();
    store.beside.add(new Entry(4, START, draft("one more")));
    now += 60_000;
    tidy();
    assertThat(log.strays()).isEmpty();
  }

  @Test
  void aStoreThatDoesNotAnswerOpensNoRoomAndHoldsUpNoOtherOne() {
    append(0, 1);
    store.failure = new Store.Unreachable("away");
    assertThat(log.append("other", drafts(0, 1)).cause()).isSameAs(store.failure);
    assertThat(append(1, 2).head()).isEqualTo(2);
  }

  @Test
  void historyGoesOnBehindWhatMemoryHas() {
    for (int i = 0; i < 30; i++) {
      appendAndKeep(i, i + 1);
    }
    tidy();
    appendAndKeep(30, 31);
    assertThat(log.open("room", 100).result().first()).isGreaterThan(15);
    Store.Page page = log.history("room", OptionalLong.empty(), 31, 25).result();
    assertThat(seqs(page.messages()))
        .isEqualTo(IntStream.range(6, 31).mapToObj(i -> (long) i).toList());
  }

  @Test
  void aRoomOfWhichTooMuchWaitsToBeStoredTakesNoMore() {
    String text = "x".repeat(100_000);
    int taken = 0;
    while (taken < 1000 && say(taken, text).succeeded()) {
      taken++;
    }
    assertThat(taken).isBetween(160, 180);
    assertThat(say(1000, text).cause()).isInstanceOf(RoomLog.Full.class);
    assertThat(say(0, text).succeeded()).isTrue(); // it is known
  }

  private Future<Appended> say(int id, String text) {
    memory.measured(0);
    Draft draft = Draft.text(new Person("client", "nick"), "m" + id, text);
    return log.append("big", List.of(draft));
  }

  @Test
  void aNodeThatGoesClosesItsRoomsButForThoseThatSomebodyIsIn() {
    appendAndKeep(0, 3);
    log.append("occupied", drafts(0, 1));
    log.depart(room -> room.equals("occupied"), () -> true);
    assertThat(store.closed.room()).isEqualTo("room");
    assertThat(log.heads(List.of("room", "occupied")).result()).containsOnlyKeys("occupied");
  }

  /** It must not be, and were it so nobody may be told that the other one is his. */
  @Test
  void whereTheStoreHasSomethingElseARoomGoesOnUnderANewEpoch() {
    Appended first = append(0, 2);
    log.keep("room", first);
    tidy();
    Appended other = append(2, 4);
    store.failure = new Store.Conflict("room", other.epoch(), 3);
    assertThat(log.keep("room", other).failed()).isTrue();
    store.failure = null;
    Appended again = append(2, 4);
    assertThat(again.epoch()).isNotEqualTo(first.epoch());
    assertThat(again.origin().after()).isEqualTo(2);
    assertThat(again.unstored()).extracting(Entry::seq).containsExactly(3L, 4L);
  }
}
