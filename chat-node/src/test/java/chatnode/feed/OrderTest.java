package chatnode.feed;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.Budget;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderTest {
  private static Entry entry(long seq) {
    return new Entry(seq, 0, Draft.text(new Person("c", "n"), "" + seq, ""));
  }

  private static List<Long> accept(Order order, long... seqs) {
    List<Entry> entries = LongStream.of(seqs).mapToObj(OrderTest::entry).toList();
    return order.accept(entries).stream().map(Entry::seq).toList();
  }

  @Test
  void whatIsDueGoesThrough() {
    assertThat(accept(new Order(5, new Budget(1 << 30)), 5, 6, 7)).containsExactly(5L, 6L, 7L);
  }

  @Test
  void whatIsEarlyWaitsForTheHoleToFill() {
    Order order = new Order(1, new Budget(1 << 30));
    assertThat(accept(order, 2, 3)).isEmpty();
    assertThat(order.hasHole()).isTrue();
    assertThat(accept(order, 1)).containsExactly(1L, 2L, 3L);
    assertThat(order.hasHole()).isFalse();
  }

  @Test
  void whatCameAlreadyIsDropped() {
    Order order = new Order(1, new Budget(1 << 30));
    accept(order, 1, 2);
    assertThat(accept(order, 1, 2, 2, 3, 3)).containsExactly(3L);
  }

  @Test
  void whatIsHeldBackOutlivesASkipOverWhatIsLost() {
    Order order = new Order(1, new Budget(1 << 30));
    accept(order, 2, 5, 6);
    order.skipTo(4);
    assertThat(accept(order, 4)).containsExactly(4L, 5L, 6L);
    assertThat(order.hasHole()).isFalse();
  }

  @Test
  void whatIsHeldBackLosesATextThatIsDeletedMeanwhile() {
    Budget budget = new Budget(1 << 30);
    Order order = new Order(1, budget);
    Person ann = new Person("c", "n");
    Entry said = new Entry(2, 0, Draft.text(ann, "2", "x".repeat(1000)));
    Entry deleted = new Entry(3, 0, Draft.delete(ann, "3", new Reference("c", "2")));
    order.accept(List.of(said));
    order.accept(List.of(deleted));
    List<Entry> ready = order.accept(List.of(entry(1)));
    assertThat(ready).hasSize(3);
    assertThat(ready.get(1).draft().isGone()).isTrue();
    assertThat(budget.take(1 << 30)).isTrue();
  }

  @Test
  void whatIsTooMuchAtOnceComesInPortions() {
    Order order = new Order(1, new Budget(1 << 30));
    List<Entry> all = LongStream.rangeClosed(1, 30).mapToObj(OrderTest::large).toList();
    List<Long> out = new ArrayList<>();
    for (List<Entry> more = all; out.size() < 30; more = List.of()) {
      List<Entry> portion = order.accept(more);
      assertThat(portion).hasSizeBetween(1, 11);
      assertThat(order.hasHole()).isFalse();
      portion.forEach(each -> out.add(each.seq()));
      assertThat(order.hasMore()).isEqualTo(out.size() < 30);
    }
    assertThat(out).isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
  }

  private static Entry large(long seq) {
    String text = "x".repeat(Order.PORTION_BYTES / 10);
    return new Entry(seq, 0, Draft.text(new Person("c", "n"), "" + seq, text));
  }

  @Test
  void whatIsHeldBackIsBoundedAndCountsOnce() {
    Entry big =
        new Entry(2, 0, Draft.text(new Person("c", "n"), "2", "x".repeat(Order.MAX_EARLY_BYTES)));
    Order order = new Order(1, new Budget(1 << 30));
    order.accept(List.of(big, big));
    accept(order, 3); // no room for it
    assertThat(accept(order, 1)).containsExactly(1L, 2L);
    assertThat(accept(order, 4)).isEmpty(); // held back: there is room again
    assertThat(accept(order, 3)).containsExactly(3L, 4L);
  }

  @Test
  void anyShuffleWithRepeatsBecomesOneOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Entry> all = new ArrayList<>();
      for (long seq = 1; seq <= 50; seq++) {
        for (int copies = 1 + random.nextInt(2); copies > 0; copies--) {
          all.add(entry(seq));
        }
      }
      Collections.shuffle(all, random);
      Order order = new Order(1, new Budget(1 << 30));
      List<Long> out = new ArrayList<>();
      while (!all.isEmpty()) {
        List<Entry> batch = all.subList(0, Math.min(all.size(), 1 + random.nextInt(9)));
        order.accept(batch).forEach(each -> out.add(each.seq()));
        batch.clear();
      }
      assertThat(out).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
    }
  }
}
