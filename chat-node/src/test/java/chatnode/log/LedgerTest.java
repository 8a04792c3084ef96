package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Retention KEEP = keep(1 << 20);

  private static final long WINDOW_MS = 120_000;
  private static final long REMEMBER_MS = 600_000;

  private static Retention keep(long bytes) {
    return new Retention(
        Duration.ofMillis(WINDOW_MS), bytes, Duration.ofMillis(REMEMBER_MS), false);
  }

  private static Draft draft(String client, String id) {
    return Draft.text(new Person(client, "nick"), id, "text of " + id);
  }

  private static List<Long> seqs(List<Entry> entries) {
    return entries.stream().map(Entry::seq).toList();
  }

  @Test
  void numbersCountFromOne() {
    Ledger ledger = new Ledger(7);
    assertThat(ledger.head()).isZero();
    assertThat(ledger.append(draft("a", "x"), 100, KEEP)).isEqualTo(1);
    assertThat(ledger.append(draft("a", "y"), 100, KEEP)).isEqualTo(2);
    assertThat(ledger.head()).isEqualTo(2);
    assertThat(ledger.epoch()).isEqualTo(7);
  }

  @Test
  void aResendGetsItsFirstNumberAgainAndAddsNothing() {
    Ledger ledger = new Ledger(1);
    ledger.append(draft("a", "x"), 100, KEEP);
    ledger.append(draft("a", "y"), 100, KEEP);
    assertThat(ledger.append(draft("a", "x"), 200, KEEP)).isEqualTo(1);
    assertThat(ledger.head()).isEqualTo(2);
  }

  @Test
  void theSameIdOfAnotherClientIsAnotherMessage() {
    Ledger ledger = new Ledger(1);
    assertThat(ledger.append(draft("a", "x"), 1, KEEP)).isEqualTo(1);
    assertThat(ledger.append(draft("b", "x"), 1, KEEP)).isEqualTo(2);
    assertThat(ledger.append(draft("ax", ""), 1, KEEP)).isEqualTo(3);
  }

  @Test
  void onlySoManyBytesAreKept() {
    Ledger ledger = new Ledger(1);
    int size = draft("a", "m1").size();
    for (int i = 1; i <= 9; i++) {
      ledger.append(draft("a", "m" + i), i, keep(4L * size));
    }
    assertThat(seqs(ledger.all())).containsExactly(6L, 7L, 8L, 9L);
  }

  @Test
  void aResendIsKnownForAsLongAsIdsAreRememberedThoughItsTextIsGone() {
    Ledger ledger = new Ledger(1);
    Retention keep = keep(3L * draft("a", "m1").size());
    for (int i = 1; i <= 9; i++) {
      ledger.append(draft("a", "m" + i), i * 1000, keep);
    }
    assertThat(ledger.first()).isEqualTo(7);
    assertThat(ledger.append(draft("a", "m1"), REMEMBER_MS + 999, keep)).isEqualTo(1);
    assertThat(ledger.entry(1)).isNull();
    assertThat(ledger.at(1)).isEqualTo(1000);
    ledger.append(draft("b", "m1"), REMEMBER_MS + 1001, keep);
    assertThat(ledger.append(draft("a", "m1"), REMEMBER_MS + 1002, keep)).isEqualTo(11);
    assertThat(ledger.append(draft("a", "m2"), REMEMBER_MS + 1003, keep)).isEqualTo(2);
  }

  @Test
  void idsAreBoundedToo() {
    Ledger ledger = new Ledger(1);
    Retention keep = keep(3200);
    for (int i = 1; i <= 25_000; i++) {
      ledger.append(draft("a", "m" + i), 1, keep);
    }
    assertThat(ledger.head() - ledger.known()).isLessThanOrEqualTo(keep.ids());
    assertThat(ledger.memory()).isLessThan(16_384 * 28 + 20_000);
  }

  @Test
  void whatIsYoungerThanTheWindowStaysWhenMemoryIsShort() {
    Ledger ledger = new Ledger(1);
    for (int i = 1; i <= 10; i++) {
      ledger.append(draft("a", "m" + i), i * 1000, KEEP);
    }
    long before = ledger.memory();
    ledger.squeeze(WINDOW_MS + 8001, KEEP, false);
    assertThat(seqs(ledger.all())).containsExactly(9L, 10L);
    assertThat(ledger.memory()).isLessThan(before);
    assertThat(ledger.find(draft("a", "m1"))).isEqualTo(1);
  }

  /** A visitor within all limits must not wipe a room. */
  @Test
  void whoHasMostOfWhatIsKeptDoesNotPushOutWhatOthersSaidOfLate() {
    Ledger ledger = new Ledger(1);
    Retention keep = keep(100L * large("a", 100).size());
    for (int i = 100; i < 120; i++) {
      ledger.append(large("a", i), 1000, keep);
    }
    int taken = 0;
    for (int i = 100; i < 400; i++) {
      taken += ledger.append(large("b", i), 2000, keep) > 0 ? 1 : 0;
    }
    assertThat(taken).isBetween(75, 85);
    assertThat(ledger.first()).isEqualTo(1);
    assertThat(ledger.append(large("c", 100), 2000, keep)).isPositive();
    assertThat(ledger.append(large("b", 500), WINDOW_MS + 1001, keep)).isPositive();
  }

  private static Draft large(String client, int number) {
    return Draft.text(new Person(client, "nick"), "m" + number, "x".repeat(12_000));
  }

  @Test
  void whoIsAloneMayFillARoomOverAndOver() {
    Ledger ledger = new Ledger(1);
    Retention keep = keep(100L * large("a", 100).size());
    for (int i = 100; i < 900; i++) {
      assertThat(ledger.append(large("a", i), 1000, keep)).isPositive();
    }
  }

  @Test
  void aCopyKnowsWhatTheOriginalDoes() {
    Ledger ledger = new Ledger(1);
    Retention keep = keep(3L * draft("a", "m1").size());
    for (int i = 1; i <= 9; i++) {
      ledger.append(draft("a", "m" + i), i, keep);
    }
    Ledger copy = ledger.copy();
    assertThat(copy.all()).isEqualTo(ledger.all());
    for (int i = 1; i <= 9; i++) {
      assertThat(copy.find(draft("a", "m" + i))).isEqualTo(i);
    }
    assertThat(copy.append(draft("a", "m10"), 1, keep)).isEqualTo(10);
  }

  @Test
  void aForkSharesWhatItsReplicaWasKnownToHave() {
    Ledger ledger = new Ledger(1);
    for (int i = 1; i <= 5; i++) {
      ledger.append(draft("a", "m" + i), i, KEEP);
    }
    ledger.confirm(4);
    ledger.fork(7, 1_000_000);
    assertThat(ledger.epoch()).isNotEqualTo(1);
    assertThat(ledger.placeOf(1, 3)).isEqualTo(3);
    assertThat(ledger.placeOf(1, 5)).isEqualTo(4);
    assertThat(ledger.placeOf(ledger.epoch(), 5)).isEqualTo(5);
    assertThat(ledger.placeOf(ledger.epoch(), 6)).isEqualTo(-1);
    assertThat(ledger.placeOf(99, 3)).isEqualTo(-1);
  }

  @Test
  void aNumberOfThePresentEpochNeedNotNameIt() {
    Ledger ledger = new Ledger(1);
    ledger.append(draft("a", "m1"), 1, KEEP);
    assertThat(ledger.placeOf(RoomLog.PRESENT, 1)).isEqualTo(1);
    assertThat(ledger.placeOf(RoomLog.PRESENT, 2)).isEqualTo(-1);
  }

  @Test
  void timeNeverRunsBackwards() {
    Ledger ledger = new Ledger(1);
    ledger.append(draft("a", "x"), 500, KEEP);
    ledger.append(draft("a", "y"), 400, KEEP);
    assertThat(ledger.all()).extracting(Entry::at).containsExactly(500L, 500L);
  }

  @Test
  void pagesGoForwardsAndBackwards() {
    Ledger ledger = new Ledger(1);
    for (int i = 1; i <= 10; i++) {
      ledger.append(draft("a", "m" + i), i, KEEP);
    }
    assertThat(seqs(ledger.since(7, 2))).containsExactly(8L, 9L);
    assertThat(seqs(ledger.since(10, 2))).isEmpty();
    assertThat(seqs(ledger.before(4, 2))).containsExactly(2L, 3L);
    assertThat(seqs(ledger.before(Long.MAX_VALUE, 3))).containsExactly(8L, 9L, 10L);
    assertThat(seqs(ledger.before(1, 3))).isEmpty();
  }

  @Test
  void aReplicaTakesNumbersInAnyOrderAndTwice() {
    Ledger replica = new Ledger(1);
    replica.put(1, 10, draft("a", "m1"));
    replica.put(3, 30, draft("a", "m3"));
    assertThat(replica.isWhole()).isFalse();
    replica.put(2, 20, draft("a", "m2"));
    replica.put(2, 20, draft("a", "m2"));
    assertThat(replica.isWhole()).isTrue();
    assertThat(seqs(replica.all())).containsExactly(1L, 2L, 3L);
    for (int i = 1; i <= 3; i++) {
      assertThat(replica.find(draft("a", "m" + i))).isEqualTo(i);
    }
  }

  @Test
  void aHoleThatStayedIsClosedUnderANewEpoch() {
    Ledger promoted = new Ledger(1);
    promoted.put(1, 10, draft("a", "m1"));
    promoted.put(3, 30, draft("a", "m3"));
    Ledger whole = promoted.withoutHoles(1_000_000);
    assertThat(whole.epoch()).isNotEqualTo(1);
    assertThat(seqs(whole.all())).containsExactly(1L, 2L);
    assertThat(whole.find(draft("a", "m3"))).isEqualTo(2);
  }

  /** Against a plain map, with few clients and ids so that resends, trims and hash chains meet. */
  @Property(tries = 60)
  void itAgreesWithAPlainMapOverAnyAppends(
      @ForAll @IntRange(min = 1, max = 70) int kept,
      @ForAll @Size(max = 1500) List<@IntRange(min = 0, max = 399) Integer> said) {
    Retention keep =
        new Retention(Duration.ofMillis(1), 40L * kept, Duration.ofMillis(10L * kept), false);
    Ledger ledger = new Ledger(1);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      int message = said.get(i);
      int known = order.lastIndexOf(message) + 1;
      long seq = ledger.append(draft("c" + message % 4, "" + message / 4), i, keep);
      if (known >= ledger.known()) {
        assertThat(seq).isEqualTo(known);
      } else {
        order.add(message);
        assertThat(seq).isEqualTo(order.size());
      }
      assertThat(ledger.first()).isBetween(ledger.known(), ledger.head() + 1);
    }
    for (Entry entry : ledger.all()) {
      int message = order.get((int) entry.seq() - 1);
      assertThat(entry.draft().id()).isEqualTo("" + message / 4);
      assertThat(ledger.find(entry.draft())).isEqualTo(entry.seq());
    }
  }
}
