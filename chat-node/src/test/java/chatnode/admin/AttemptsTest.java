package chatnode.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final Attempts attempts = new Attempts();

  @Test
  void tenAMinuteAndAddress() {
    for (int i = 0; i < Attempts.MOST; i++) {
      assertThat(attempts.mayTry("a", 0)).isTrue();
      attempts.failed("a", 0);
    }
    assertThat(attempts.mayTry("a", Attempts.MINUTE - 1)).isFalse();
    assertThat(attempts.mayTry("b", 0)).isTrue();
    assertThat(attempts.mayTry("a", Attempts.MINUTE)).isTrue();
    attempts.failed("a", Attempts.MINUTE);
    assertThat(attempts.mayTry("a", Attempts.MINUTE)).isTrue();
  }

  @Test
  void anyNumberOfAddressesTakesNoMoreMemory() {
    for (int i = 0; i < 10_000; i++) {
      attempts.failed("a" + i, 0);
    }
    assertThat(attempts.mayTry("new", 1)).isFalse();
    assertThat(attempts.mayTry("a1", 1)).isTrue();
    assertThat(attempts.mayTry("new", Attempts.MINUTE)).isTrue();
  }
}
