package chatnode.log.grid;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.Ledger;
import chatnode.log.Retention;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import com.hazelcast.spi.merge.MergingEntry;
import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeLedgersTest {
  private static final Retention KEEP = new Retention(1000, 1 << 20);

  private static GridLedger ledger(String... ids) {
    return ledger(0, ids);
  }

  private static GridLedger ledger(long from, String... ids) {
    Ledger ledger = new Ledger(1);
    for (String id : ids) {
      ledger.append(Draft.text(new Person("c", "nick"), id, id), from++, KEEP);
    }
    return new GridLedger(ledger);
  }

  @SuppressWarnings("unchecked")
  private static MergingEntry<String, GridLedger> entry(GridLedger ledger) {
    return (MergingEntry<String, GridLedger>)
        Proxy.newProxyInstance(
            MergingEntry.class.getClassLoader(),
            new Class<?>[] {MergingEntry.class},
            (proxy, method, arguments) ->
                method.getName().equals("getDeserializedValue") ? ledger : null);
  }

  private static List<String> ids(GridLedger ledger) {
    return ledger.ledger().all().stream().map(Entry::draft).map(Draft::id).toList();
  }

  @Test
  void whatOnlyTheSmallerSideHasIsAppendedUnderANewEpoch() {
    GridLedger merged =
        new MergeLedgers()
            .merge(entry(ledger("1", "2", "theirs")), entry(ledger("1", "2", "ours")));
    assertThat(ids(merged)).containsExactly("1", "2", "ours", "theirs");
    assertThat(merged.ledger().epoch()).isNotEqualTo(1);
  }

  @Test
  void theNewestComeLastWhicheverSideTheyAreFrom() {
    GridLedger merged =
        new MergeLedgers()
            .merge(entry(ledger(0, "old1", "old2", "old3")), entry(ledger(100, "new1", "new2")));
    assertThat(ids(merged)).containsExactly("old1", "old2", "old3", "new1", "new2");
  }

  @Test
  void whatHasJustComeTogetherIsNotTrimmedByTheNextMessage() {
    GridLedger merged = new MergeLedgers().merge(entry(ledger("1")), entry(ledger("2", "3")));
    Draft next = Draft.text(new Person("c", "nick"), "4", "4");
    merged.ledger().append(next, System.currentTimeMillis(), new Retention(2, 1 << 20));
    assertThat(ids(merged)).containsExactly("2", "1", "3", "4");
  }

  @Test
  void nothingMissingChangesNothing() {
    GridLedger ours = ledger("1", "2", "3");
    assertThat(new MergeLedgers().merge(entry(ledger("1", "2")), entry(ours))).isSameAs(ours);
    assertThat(ours.ledger().epoch()).isEqualTo(1);
  }

  /** Hazelcast tells no replica of an entry that a policy changed in place. */
  @Test
  void aMergedLedgerIsANewObject() {
    GridLedger ours = ledger("1");
    assertThat(new MergeLedgers().merge(entry(ledger("2")), entry(ours))).isNotSameAs(ours);
    assertThat(ids(ours)).containsExactly("1");
  }

  @Test
  void aRoomThatOnlyTheSmallerSideKnowsIsTakenAsItIs() {
    GridLedger theirs = ledger("1");
    assertThat(new MergeLedgers().merge(entry(theirs), null)).isSameAs(theirs);
  }
}
