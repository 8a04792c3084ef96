package chatnode.log.grid;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.Ledger;
import chatnode.log.Retention;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import com.hazelcast.spi.merge.MergingEntry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two sides meet again: the larger one's people notice nothing but a few more messages (P6). */
class MergeLedgersTest {
  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 1 << 20, Duration.ofMinutes(10), false);
  private static final long SIDE = 77;

  private static Draft draft(String id) {
    return Draft.text(new Person("c", "nick"), id, id);
  }

  private static void append(Ledger ledger, String... ids) {
    for (String id : ids) {
      ledger.append(draft(id), ledger.lastAt() + 1, KEEP);
    }
  }

  private static Ledger ledger(String... ids) {
    Ledger ledger = new Ledger(1);
    append(ledger, ids);
    ledger.confirm(ledger.head());
    return ledger;
  }

  @SuppressWarnings("unchecked")
  private static MergingEntry<String, GridLedger> entry(Ledger ledger) {
    GridLedger value = new GridLedger(ledger);
    return (MergingEntry<String, GridLedger>)
        Proxy.newProxyInstance(
            MergingEntry.class.getClassLoader(),
            new Class<?>[] {MergingEntry.class},
            (proxy, method, arguments) ->
                method.getName().equals("getDeserializedValue") ? value : null);
  }

  private static Ledger merge(Ledger theirs, Ledger ours) {
    return new MergeLedgers().merge(entry(theirs), entry(ours)).ledger();
  }

  private static List<String> ids(Ledger ledger) {
    return ledger.all().stream().map(Entry::draft).map(Draft::id).toList();
  }

  @Test
  void whatOnlyTheSmallerSideHadComesAtTheEndOfTheSameEpoch() {
    Ledger ours = ledger("1", "2");
    Ledger theirs = ours.copy();
    theirs.fork(SIDE, 1_000_000);
    append(ours, "ours");
    append(theirs, "theirs1", "theirs2");
    Ledger merged = merge(theirs, ours);
    assertThat(ids(merged)).containsExactly("1", "2", "ours", "theirs1", "theirs2");
    assertThat(merged.epoch()).isEqualTo(1);
    assertThat(merged.isWhole()).isTrue();
  }

  @Test
  void thePeopleOfTheSmallerSideAreToldWhatCameSinceTheTwoParted() {
    Ledger ours = ledger("1", "2");
    Ledger theirs = ours.copy();
    theirs.fork(SIDE, 1_000_000);
    append(ours, "ours");
    append(theirs, "theirs");
    Ledger merged = merge(theirs, ours);
    assertThat(merged.placeOf(theirs.epoch(), 3)).isEqualTo(2);
  }

  /** A side that wrote nothing while the other one turned its whole log over. */
  @Test
  void whatTheLargerSideHasTrimmedIsNotMissing() {
    Retention small =
        new Retention(
            Duration.ofMinutes(2), 5L * draft("m100").size(), Duration.ofMillis(100), false);
    Ledger ours = new Ledger(1);
    for (int i = 100; i < 105; i++) {
      ours.append(draft("m" + i), i, small);
    }
    ours.confirm(5);
    Ledger theirs = ours.copy();
    theirs.fork(SIDE, 1_000_000);
    for (int i = 105; i < 600; i++) {
      ours.append(draft("m" + i), i, small);
    }
    assertThat(ours.find(draft("m100"))).isZero();
    Ledger merged = merge(theirs, ours);
    assertThat(merged.head()).isEqualTo(ours.head());
    assertThat(ids(merged)).isEqualTo(ids(ours));
    assertThat(merged.epoch()).isEqualTo(1);
  }

  /** Its last append had no replica left that could hold it, and was acknowledged later alone. */
  @Test
  void aPlaceThatBothSidesGaveToAnotherMessageIsNotShared() {
    Ledger ours = ledger("1", "2");
    Ledger theirs = ours.copy();
    append(ours, "ours");
    append(theirs, "theirs");
    theirs.fork(SIDE, 1_000_000);
    Ledger merged = merge(theirs, ours);
    assertThat(ids(merged)).containsExactly("1", "2", "ours", "theirs");
    assertThat(merged.placeOf(theirs.epoch(), 3)).isEqualTo(2);
  }

  @Test
  void whatWasSentAgainOnTheOtherSideIsThereOnce() {
    Ledger ours = ledger("1");
    Ledger theirs = ours.copy();
    theirs.fork(SIDE, 1_000_000);
    append(theirs, "x", "y");
    append(ours, "y", "z");
    assertThat(ids(merge(theirs, ours))).containsExactly("1", "y", "z", "x");
  }

  @Test
  void nothingMissingChangesNothing() {
    Ledger ours = ledger("1", "2", "3");
    GridLedger merged = new MergeLedgers().merge(entry(ledger("1", "2")), entry(ours));
    assertThat(merged.ledger()).isSameAs(ours);
  }

  /** Hazelcast tells no replica of an entry that a policy changed in place. */
  @Test
  void aMergedLedgerIsANewObject() {
    Ledger ours = ledger("1");
    Ledger merged = merge(ledger("2"), ours);
    assertThat(merged).isNotSameAs(ours);
    assertThat(ids(ours)).containsExactly("1");
  }

  @Test
  void timesNeverFall() {
    Ledger ours = ledger("1");
    ours.touch(5000);
    append(ours, "2");
    Ledger merged = merge(ledger("old"), ours);
    assertThat(merged.all()).extracting(Entry::at).isSorted();
  }

  @Test
  void aRoomThatOnlyTheSmallerSideKnowsIsTakenAsItIs() {
    MergingEntry<String, GridLedger> theirs = entry(ledger("1"));
    assertThat(new MergeLedgers().merge(theirs, null)).isSameAs(theirs.getDeserializedValue());
  }
}
