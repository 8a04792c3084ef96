package chatnode.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ProvenTest {
  private final Proven proven = new Proven();

  private void at(long now, String... succeeded) {
    proven.owners(Set.of("self", "other"), now);
    Set.of(succeeded).forEach(owner -> proven.succeeded(owner, now));
  }

  @Test
  void whoIsWrittenToFailsOnlyAfterAWhile() {
    at(0, "self", "other");
    at(Proven.LIMIT_NANOS, "self");
    assertThat(proven.failing("self", Proven.LIMIT_NANOS)).isEmpty();
    assertThat(proven.failing("self", Proven.LIMIT_NANOS + 1)).containsExactly("other");
  }

  /** What is kept here has its copy there. */
  @Test
  void whoFailsWithOthersIsNotBlamedItself() {
    at(0, "self", "other");
    assertThat(proven.failing("self", Proven.LIMIT_NANOS + 1)).containsExactly("other");
    at(1, "other");
    assertThat(proven.failing("self", Proven.LIMIT_NANOS + 1)).containsExactly("self");
  }

  @Test
  void whoHasLeftDoesNotFail() {
    at(0, "self", "other");
    proven.owners(Set.of("self"), 1);
    proven.succeeded("self", Proven.LIMIT_NANOS);
    assertThat(proven.failing("self", Proven.LIMIT_NANOS + 1)).isEmpty();
  }

  @Test
  void itIsCompleteOnceAllWereReached() {
    at(0, "self");
    at(1);
    assertThat(proven.isComplete()).isFalse();
    at(2, "other");
    at(3);
    assertThat(proven.isComplete()).isTrue();
  }
}
