package chatnode.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginsTest {
  private final Logins logins = new Logins();

  @Test
  void aLoginRunsOut() {
    String value = logins.begin(5);
    assertThat(logins.isValid(value, 5 + Logins.VALID.toNanos() - 1)).isTrue();
    assertThat(logins.isValid(value, 5 + Logins.VALID.toNanos())).isFalse();
  }

  @Test
  void noTwoAreTheSameAndNoneCanBeGuessed() {
    assertThat(logins.begin(0)).hasSize(43).isNotEqualTo(logins.begin(0));
    assertThat(logins.isValid("", 0)).isFalse();
  }

  @Test
  void ofTooManyTheOldestEnds() {
    String first = logins.begin(0);
    String second = logins.begin(0);
    for (int i = 0; i < 999; i++) {
      logins.begin(0);
    }
    assertThat(logins.isValid(first, 0)).isFalse();
    assertThat(logins.isValid(second, 0)).isTrue();
  }
}
