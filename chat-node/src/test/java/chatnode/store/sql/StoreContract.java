package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Mark;
import chatnode.protocol.Person;
import chatnode.protocol.Placed;
import chatnode.store.Origin;
import chatnode.store.Store;
import chatnode.store.Store.Closing;
import chatnode.store.Store.Opened;
import chatnode.store.Store.Opening;
import chatnode.store.Store.Page;
import chatnode.store.Store.Place;
import chatnode.store.Store.Shared;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StoreContract extends SharedStore {

  @Test
  void whatIsWrittenIsReadInOrderByEveryNode() throws Exception {
    Store one = node();
    Store two = node();
    write(one, FIRST, 1, 3);
    write(two, FIRST, 4, 5);
    write(one, FIRST, 6, 6);
    for (Store each : List.of(one, two)) {
      Page page = newest(each);
      assertThat(numbers(page)).isEqualTo(range(1, 6));
      assertThat(page.next()).isNull();
      assertThat(page.messages()).allMatch(placed -> placed.epoch() == 100);
    }
    Entry fourth = newest(one).messages().get(3).entry();
    assertThat(fourth.at()).isEqualTo(NOW + 4);
    assertThat(fourth.draft().bytes()).isEqualTo(entry(4, "text 4").draft().bytes());
  }

  @Test
  void whatTwoNodesWroteIsReadOnce() throws Exception {
    Store one = node();
    Store two = node();
    write(one, FIRST, 1, 5);
    write(two, FIRST, 3, 8);
    assertThat(numbers(newest(one))).isEqualTo(range(1, 8));
  }

  @Test
  void writingAgainIsDoneAndWritesNothing() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    write(one, FIRST, 2, 6);
    assertThat(numbers(newest(one))).isEqualTo(range(1, 6));
  }

  @Test
  void anotherMessageAtATakenPlaceIsAConflictAndNeighboursAreWritten() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 3);
    List<Entry> wrong = List.of(entry(4, "new"), entry(3, NOW, "other", "another"));
    Future<Void> before = one.write("next door", FIRST, entries(1, 2));
    Future<Void> conflict = one.write(ROOM, FIRST, wrong);
    Future<Void> after = one.write("next door", FIRST, entries(3, 3));
    await(before);
    await(after);
    assertThatThrownBy(() -> await(conflict))
        .isInstanceOfSatisfying(
            Store.Conflict.class, failure -> assertThat(failure.seq()).isEqualTo(3));
    assertThat(numbers(newest(one))).isEqualTo(range(1, 3));
    assertThat(numbers(await(one.before("next door", 0, Long.MAX_VALUE, 10))))
        .isEqualTo(range(1, 3));
  }

  @Test
  void manyWritesAtOnceAreAllThere() throws Exception {
    Store one = node();
    List<Future<Void>> writes =
        LongStream.rangeClosed(1, 5_000)
            .mapToObj(seq -> one.write("room" + seq % 50, FIRST, List.of(entry(seq, "x"))))
            .toList();
    await(Future.all(writes));
    assertThat(one.state().waitingMessages()).isZero();
    assertThat(one.state().waitingBytes()).isZero();
    assertThat(one.state().commits()).isBetween(1L, 4_999L);
    for (int room = 0; room < 50; room++) {
      assertThat(await(one.before("room" + room, 0, Long.MAX_VALUE, 200)).messages()).hasSize(100);
    }
  }

  @Test
  void anUnknownRoomBeginsEmpty() throws Exception {
    Store one = node();
    Opened opened = await(one.open(ROOM, opening(100)));
    assertThat(opened)
        .isEqualTo(new Opened(FIRST, 0, 0, List.of(), List.of(), List.of(), List.of()));
    assertThat(newest(one).messages()).isEmpty();
    assertThat(await(one.before("nowhere", 0, 1, 10)).messages()).isEmpty();
    assertThat(await(one.find("nowhere", List.of(entry(1, "x").draft()))))
        .isEqualTo(Collections.singletonList(null));
  }

  @Test
  void anEpochGoesOnWhenItWasClosed() throws Exception {
    Store one = node();
    Opened first = await(one.open(ROOM, opening(100)));
    write(one, first.origin(), 1, 5);
    await(one.close(List.of(new Closing(ROOM, 100, 2, 5))));
    stop(one);
    Opened again = await(node().open(ROOM, opening(200)));
    assertThat(again.origin()).isEqualTo(new Origin(100, 4, 0, 0));
    assertThat(again.head()).isEqualTo(5);
    assertThat(again.lastAt()).isEqualTo(NOW + 5);
    assertThat(again.entries()).extracting(Entry::seq).isEqualTo(range(1, 5));
    assertThat(again.line()).isEmpty();
    assertThat(again.strays()).isEmpty();
  }

  @Test
  void anEpochClosedByAnotherNodeGoesOn() throws Exception {
    Store one = node();
    Store two = node();
    await(one.open(ROOM, opening(100)));
    write(one, FIRST, 1, 5);
    await(two.close(List.of(new Closing(ROOM, 100, 2, 5))));
    assertThat(await(one.open(ROOM, opening(200))).origin()).isEqualTo(new Origin(100, 4, 0, 0));
  }

  @Test
  void anEmptyRoomGoesOnToo() throws Exception {
    Store one = node();
    await(one.open(ROOM, opening(100)));
    await(one.close(List.of(new Closing(ROOM, 100, 2, 0))));
    assertThat(await(one.open(ROOM, opening(200))).origin()).isEqualTo(new Origin(100, 4, 0, 0));
  }

  @Test
  void anEpochThatWasNotClosedIsFollowedByAnother() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    Opened again = await(node().open(ROOM, opening(50)));
    assertThat(again.origin()).isEqualTo(new Origin(151, 3, 100, 5));
    assertThat(again.head()).isEqualTo(5);
    assertThat(again.entries()).extracting(Entry::seq).isEqualTo(range(1, 5));
    assertThat(again.line()).containsExactly(new Shared(100, 5));
    assertThat(await(one.open(ROOM, opening(700))).origin()).isEqualTo(new Origin(700, 5, 100, 5));
  }

  @Test
  void twoSidesWhoseClocksAreBehindBeginDifferentEpochs() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    Origin here = await(one.open(ROOM, opening(50))).origin();
    Store empty = node();
    assertThat(await(empty.open("another", opening(100))).head()).isZero();
    await(empty.write("another", FIRST, entries(1, 5)));
    Origin there = await(empty.open("another", opening(51))).origin();
    assertThat(here.epoch()).isNotEqualTo(there.epoch()).isGreaterThan(100);
  }

  @Test
  void anEpochIsNotGoneOnWithByOneWhoMayNot() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    await(one.close(List.of(new Closing(ROOM, 100, 2, 5))));
    Opening fresh = new Opening(300, false, 10, 1_000, MINUTE, MINUTE, 10);
    assertThat(await(one.open(ROOM, fresh)).origin()).isEqualTo(new Origin(300, 4, 100, 5));
  }

  @Test
  void anEpochWrittenAfterItWasClosedIsFollowedByAnother() throws Exception {
    Store one = node();
    Store two = node();
    write(one, FIRST, 1, 5);
    await(one.close(List.of(new Closing(ROOM, 100, 2, 5))));
    write(two, FIRST, 6, 6);
    Opened again = await(one.open(ROOM, opening(200)));
    assertThat(again.origin()).isEqualTo(new Origin(200, 4, 100, 6));
    assertThat(again.head()).isEqualTo(6);
  }

  /** Two nodes had each stored what they were given, and the third was killed before it had. */
  @Test
  void whatLiesBehindAMissingNumberComesUnderTheNextEpoch() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    write(one, FIRST, 8, 9);
    Opened again = await(one.open(ROOM, opening(200)));
    assertThat(again.head()).isEqualTo(5);
    assertThat(again.origin()).isEqualTo(new Origin(200, 3, 100, 5));
    assertThat(again.entries()).extracting(Entry::seq).isEqualTo(range(1, 5));
    assertThat(again.strays()).extracting(Entry::seq).containsExactly(8L, 9L);
    assertThat(again.line()).containsExactly(new Shared(100, 5));
    List<Entry> appended =
        List.of(
            new Entry(6, NOW + 60, again.strays().get(0).draft()),
            new Entry(7, NOW + 60, again.strays().get(1).draft()));
    await(one.write(ROOM, again.origin(), appended));
    assertThat(numbers(newest(one))).isEqualTo(range(1, 7));
    assertThat(await(one.strays(ROOM, again.origin()))).isEmpty();
  }

  @Test
  void whatIsWrittenBesideTheLineIsHandedOutUntilItIsAppended() throws Exception {
    Store one = node();
    Store two = node();
    write(one, FIRST, 1, 5);
    Opened again = await(one.open(ROOM, opening(200)));
    List<Entry> late =
        List.of(entry(6, NOW + 60, "l6", "late 6"), entry(7, NOW + 70, "l7", "late 7"));
    await(two.write(ROOM, FIRST, late)); // was frozen, and has not heard of it
    write(one, again.origin(), 6, 6);
    Entry alone = entry(1, NOW + 65, "a1", "alone");
    await(two.write(ROOM, new Origin(150, 1, 0, 0), List.of(alone, entry(2, "text 2"))));
    assertThat(texts(await(one.strays(ROOM, again.origin()))))
        .containsExactly("late 6", "alone", "late 7");
    assertThat(texts(await(one.open(ROOM, opening(300))).strays()))
        .containsExactly("late 6", "alone", "late 7");
  }

  @Test
  void strayMessagesThatAreOnTheLineByNowAreNone() throws Exception {
    Store one = node();
    Store two = node();
    write(one, FIRST, 1, 5);
    Opened again = await(one.open(ROOM, opening(200)));
    Entry late = entry(6, NOW + 6, "late", "late");
    await(two.write(ROOM, FIRST, List.of(late)));
    assertThat(await(one.strays(ROOM, again.origin()))).hasSize(1);
    Entry appended = new Entry(6, NOW + 60, late.draft());
    await(one.write(ROOM, again.origin(), List.of(appended)));
    assertThat(await(one.strays(ROOM, again.origin()))).isEmpty();
    assertThat(await(one.find(ROOM, List.of(late.draft()))))
        .containsExactly(new Place(200, 6, NOW + 60));
    await(one.close(List.of(new Closing(ROOM, 200, 4, 6))));
    assertThat(await(one.open(ROOM, opening(300))).origin().epoch()).isEqualTo(200);
  }

  @Test
  void historyGoesBackOverEpochsWithoutHoleOrRepeat() throws Exception {
    Store one = node();
    Store two = node();
    write(one, FIRST, 1, 30);
    Origin second = await(two.open(ROOM, opening(50))).origin();
    write(two, second, 31, 60);
    write(one, FIRST, 31, 35); // beside the line
    Origin third = await(one.open(ROOM, opening(50))).origin();
    write(two, third, 61, 90);
    assertThat(List.of(second.epoch(), third.epoch())).containsExactly(151L, 202L);
    List<Placed> all = new ArrayList<>();
    Mark mark = new Mark(ROOM, 0, Long.MAX_VALUE);
    while (mark != null) {
      Page page = await(one.before(ROOM, mark.epoch(), mark.seq(), 7));
      all.addAll(0, page.messages());
      mark = page.next();
    }
    assertThat(all).extracting(placed -> placed.entry().seq()).isEqualTo(range(1, 90));
    assertThat(all.get(29).epoch()).isEqualTo(100);
    assertThat(all.get(30).epoch()).isEqualTo(151);
    assertThat(all.get(60).epoch()).isEqualTo(202);
  }

  @Test
  void anEpochBesideTheLineHasALineOfItsOwn() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    Origin second = await(one.open(ROOM, opening(200))).origin();
    write(one, FIRST, 6, 8);
    write(one, second, 6, 6);
    assertThat(numbers(await(one.before(ROOM, 100, Long.MAX_VALUE, 10)))).isEqualTo(range(1, 8));
    assertThat(numbers(await(one.before(ROOM, 0, Long.MAX_VALUE, 10)))).isEqualTo(range(1, 6));
    assertThat(await(one.before(ROOM, 999, 5, 10)).messages()).isEmpty();
  }

  @Test
  void itIsKnownWhereTwoEpochsParted() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    write(one, new Origin(200, 2, 100, 3), 4, 9);
    write(one, new Origin(300, 3, 100, 5), 6, 9);
    assertThat(await(one.shared(ROOM, 200, 300))).isEqualTo(3);
    assertThat(await(one.shared(ROOM, 100, 300))).isEqualTo(5);
    assertThat(await(one.shared(ROOM, 300, 200))).isEqualTo(3);
    assertThat(await(one.shared(ROOM, 400, 300))).isZero();
    assertThat(await(one.shared("nowhere", 100, 300))).isZero();
  }

  @Test
  void olderEpochsAreToldWithWhatTheyShare() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    Origin second = await(one.open(ROOM, opening(200))).origin();
    write(one, second, 6, 9);
    await(one.write(ROOM, new Origin(150, 1, 100, 3), entries(4, 4))); // a side that went on alone
    Opened third = await(one.open(ROOM, opening(300)));
    assertThat(third.origin()).isEqualTo(new Origin(300, 5, 200, 9));
    assertThat(third.line())
        .containsExactly(new Shared(100, 5), new Shared(150, 3), new Shared(200, 9));
  }

  @Test
  void aWindowIsBoundedByNumberBytesAndTimeAndIdsGoOnBelow() throws Exception {
    Store one = node();
    List<Entry> entries =
        LongStream.rangeClosed(1, 100)
            .mapToObj(seq -> entry(seq, NOW + seq * 1_000, "m" + seq, "text"))
            .toList();
    await(one.write(ROOM, FIRST, entries));
    Opened few = await(one.open(ROOM, new Opening(1, true, 10, 1 << 20, MINUTE, 30_000, 100)));
    assertThat(few.entries()).extracting(Entry::seq).isEqualTo(range(91, 100));
    assertThat(few.ids()).hasSize(21); // down to 30 s before the last
    assertThat(few.ids().get(20))
        .isEqualTo(new Store.Id(NOW + 90_000, entries.get(89).draft().key()));
    Opened old = await(one.open(ROOM, new Opening(1, true, 1_000, 1 << 20, 1, MINUTE, 5)));
    assertThat(old.entries()).hasSize(50);
    assertThat(old.ids()).hasSize(5);
    long bytes = 7L * entries.get(99).draft().size();
    assertThat(await(one.open(ROOM, new Opening(1, true, 99, bytes, MINUTE, 0, 0))).entries())
        .hasSize(7);
  }

  @Test
  void messagesAreFoundByWhoWroteThemUnderWhichId() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    Draft unknown = entry(9, NOW, "m9", "x").draft();
    List<Place> places =
        await(node().find(ROOM, List.of(entry(3, "x").draft(), unknown, entry(5, "x").draft())));
    assertThat(places)
        .containsExactly(new Place(100, 3, NOW + 3), null, new Place(100, 5, NOW + 5));
  }

  @Test
  void roomsThatDifferInCaseAreTwo() throws Exception {
    Store one = node();
    await(one.write("Room", FIRST, entries(1, 2)));
    await(one.write("room", FIRST, entries(1, 1)));
    assertThat(await(one.before("Room", 0, 9, 9)).messages()).hasSize(2);
    assertThat(await(one.before("room", 0, 9, 9)).messages()).hasSize(1);
  }

  @Test
  void theLongestNamesAreTaken() throws Exception {
    Store one = node();
    String long64 = "\ud83d\ude00".repeat(64);
    byte[] bytes = Draft.text(new Person("x".repeat(200), "n"), "i".repeat(64), long64).bytes();
    await(one.write(long64, FIRST, List.of(new Entry(1, NOW, Draft.of(bytes)))));
    assertThat(await(one.before(long64, 0, 9, 9)).messages().get(0).entry().draft().bytes())
        .isEqualTo(bytes);
  }

  @Test
  void binaryMessagesKeepTheirBytes() throws Exception {
    Store one = node();
    byte[] data = new byte[256];
    IntStream.range(0, 256).forEach(i -> data[i] = (byte) i);
    Draft draft = Draft.binary(new Person("c", "n"), "i", data);
    await(one.write(ROOM, FIRST, List.of(new Entry(1, NOW, draft))));
    assertThat(newest(one).messages().get(0).entry().draft().bytes()).isEqualTo(draft.bytes());
  }

  @Test
  void manyMessagesOfOneMomentAreAllThereInOrder() throws Exception {
    Store one = node();
    List<Entry> same =
        LongStream.rangeClosed(1, 300).mapToObj(seq -> entry(seq, NOW, "m" + seq, "x")).toList();
    await(one.write(ROOM, FIRST, same));
    List<Long> all = new ArrayList<>();
    Mark mark = new Mark(ROOM, 0, Long.MAX_VALUE);
    while (mark != null) {
      Page page = await(one.before(ROOM, mark.epoch(), mark.seq(), 100));
      all.addAll(0, numbers(page));
      mark = page.next();
    }
    assertThat(all).isEqualTo(range(1, 300));
  }

  @Test
  void moreMessagesOfOneMomentThanThereAreIdsForItAreTaken() throws Exception {
    Store one = node();
    for (long from = 1; from <= 10_000; from += 1_000) {
      List<Entry> some =
          LongStream.range(from, from + 1_000)
              .mapToObj(seq -> entry(seq, NOW, "m" + seq, "x"))
              .toList();
      await(one.write(ROOM, FIRST, some));
    }
    assertThat(await(one.open(ROOM, opening(200))).head()).isEqualTo(10_000);
    assertThat(newest(one).messages()).hasSize(200);
  }

  @Test
  void aPageIsBoundedByBytesToo() throws Exception {
    Store one = node();
    String text = "x".repeat(60_000);
    await(
        one.write(
            ROOM, FIRST, LongStream.rangeClosed(1, 20).mapToObj(seq -> entry(seq, text)).toList()));
    Page page = newest(one);
    assertThat(page.messages().size()).isBetween(1, 6);
    assertThat(page.next().seq()).isEqualTo(page.messages().get(0).entry().seq());
  }

  @Test
  void allWhoShareAStoreKnowIt() throws Exception {
    Store one = node();
    Store two = node();
    assertThat(one.state().id()).isNotEmpty().isEqualTo(two.state().id());
    byte[] key = {1, 2, 3};
    assertThat(one.identityKey(key)).isEqualTo(key);
    assertThat(two.identityKey(new byte[] {4})).isEqualTo(key);
  }

  @Test
  void whatWaitsIsWrittenBeforeAStoreStops() throws Exception {
    Store one = node();
    List<Future<Void>> writes =
        LongStream.rangeClosed(1, 500)
            .mapToObj(seq -> one.write(ROOM, FIRST, entries(seq, seq)))
            .toList();
    stop(one);
    await(Future.all(writes));
    assertThat(await(node().open(ROOM, opening(200))).head()).isEqualTo(500);
    assertThatThrownBy(() -> await(one.write(ROOM, FIRST, entries(501, 501))))
        .isInstanceOf(Store.Unreachable.class);
    assertThatThrownBy(() -> newest(one)).isInstanceOf(Store.Unreachable.class);
  }
}
