package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** No id comes twice, and none claims to be older than its message. */
class IdsTest {
  private static final long NOW = 1_800_000_000_000L;

  @Property(tries = 200)
  void idsAreNewAndLeanForwardOnly(
      @ForAll @Size(max = 3_000) List<@LongRange(min = NOW, max = NOW + 20) Long> times,
      @ForAll boolean isDense) {
    Ids ids = new Ids(isDense ? 5 : 12, 7);
    Set<Long> given = new HashSet<>();
    for (long time : times) {
      long id = ids.at(time);
      assertThat(given.add(id)).isTrue();
      assertThat(ids.timeOf(id)).isBetween(time, time + Ids.LEANS_MS);
    }
  }

  @Property(tries = 50)
  void whoMeetsTakenOnesSoonFindsAFreeOne(@ForAll @LongRange(min = 1, max = 100_000) long taken) {
    Ids ids = new Ids(5, 0);
    long end = ids.firstOf(NOW) + taken;
    long id = ids.at(NOW);
    int tries = 0;
    while (id < end) {
      tries++;
      id = ids.another(NOW, tries);
    }
    assertThat(tries).isLessThan(60);
  }
}
