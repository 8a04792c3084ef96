package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Retention KEEP = new Retention(1000, 1 << 20);

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
  void onlySoManyMessagesAreKept() {
    Ledger ledger = new Ledger(1);
    for (int i = 1; i <= 10; i++) {
      ledger.append(draft("a", "m" + i), i, new Retention(3, 1 << 20));
    }
    assertThat(seqs(ledger.all())).containsExactly(8L, 9L, 10L);
    assertThat(ledger.first()).isEqualTo(8);
  }

  @Test
  void onlySoManyBytesAreKept() {
    Ledger ledger = new Ledger(1);
    int size = draft("a", "m1").size();
    for (int i = 1; i <= 9; i++) {
      ledger.append(draft("a", "m" + i), i, new Retention(1000, 4L * size));
    }
    assertThat(seqs(ledger.all())).containsExactly(6L, 7L, 8L, 9L);
  }

  @Test
  void whatIsSparedIsTrimmedLaterButNeverTakesMoreThanTwice() {
    int size = draft("a", "m0").size();
    Retention keep = new Retention(3, 6L * size);
    Ledger ledger = new Ledger(1);
    ledger.spareUntil(100);
    for (int i = 0; i < 9; i++) {
      ledger.append(draft("a", "m" + i), 10, keep);
    }
    assertThat(ledger.first()).isEqualTo(1);
    for (int i = 0; i < 9; i++) {
      ledger.append(draft("b", "m" + i), 99, keep);
    }
    assertThat(ledger.head() - ledger.first() + 1).isEqualTo(12);
    ledger.append(draft("c", "m0"), 100, keep);
    assertThat(ledger.head() - ledger.first() + 1).isEqualTo(3);
  }

  @Test
  void aResendIsKnownAsFarBackAsTheLogReaches() {
    Ledger ledger = new Ledger(1);
    Retention keep = new Retention(5, 1 << 20);
    for (int i = 1; i <= 10; i++) {
      ledger.append(draft("a", "m" + i), i, keep);
    }
    assertThat(ledger.append(draft("a", "m6"), 20, keep)).isEqualTo(6);
    assertThat(ledger.append(draft("a", "m5"), 20, keep)).isEqualTo(11);
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
    Ledger whole = promoted.withoutHoles();
    assertThat(whole.epoch()).isNotEqualTo(1);
    assertThat(seqs(whole.all())).containsExactly(1L, 2L);
    assertThat(whole.find(draft("a", "m3"))).isEqualTo(2);
  }

  /** Against a plain map, with few clients and ids so that resends, trims and hash chains meet. */
  @Test
  void itAgreesWithAPlainMapOverManyRandomAppends() {
    Random random = new Random(42);
    for (int round = 0; round < 50; round++) {
      Retention keep = new Retention(1 + random.nextInt(70), 1 << 20);
      Ledger ledger = new Ledger(1);
      Map<String, Long> model = new HashMap<>();
      List<String> order = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        String client = "c" + random.nextInt(4);
        String id = "" + random.nextInt(100);
        String key = client + "/" + id;
        Long known = model.get(key);
        long seq = ledger.append(draft(client, id), i, keep);
        if (known != null) {
          assertThat(seq).isEqualTo(known);
        } else {
          order.add(key);
          assertThat(seq).isEqualTo(order.size());
          model.put(key, seq);
          if (order.size() > keep.messages()) {
            model.remove(order.get(order.size() - 1 - keep.messages()));
          }
        }
      }
    }
  }
}
