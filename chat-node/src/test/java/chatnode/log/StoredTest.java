package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoredTest {
  private final Stored stored = new Stored(0);

  @Test
  void theMarkMovesOverWhatWasStoredEarly() {
    stored.add(4, 6);
    stored.add(2, 2);
    assertThat(stored.mark()).isZero();
    assertThat(stored.has(5)).isTrue();
    assertThat(stored.has(3)).isFalse();
    stored.add(1, 1);
    assertThat(stored.mark()).isEqualTo(2);
    stored.add(3, 3);
    assertThat(stored.mark()).isEqualTo(6);
  }

  @Property(tries = 300)
  void itAgreesWithASetOverAnyStretches(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 40) Integer> from,
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 5) Integer> lengths) {
    Stored some = new Stored(0);
    Set<Long> all = new HashSet<>();
    for (int i = 0; i < Math.min(from.size(), lengths.size()); i++) {
      long to = from.get(i) + lengths.get(i);
      some.add(from.get(i), to);
      LongStream.rangeClosed(from.get(i), to).forEach(all::add);
    }
    for (long seq = 1; seq < 50; seq++) {
      assertThat(some.has(seq)).as("%d of %s", seq, all).isEqualTo(all.contains(seq));
    }
    long mark = 0;
    while (all.contains(mark + 1)) {
      mark++;
    }
    assertThat(some.mark()).isEqualTo(mark);
  }
}
