package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoormanTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void whoLeavesMakesRoomForTheNext() {
    Doorman doorman = new Doorman(3, 2, 0);
    assertThat(doorman.enter("a", 0)).isNull();
    assertThat(doorman.enter("a", 0)).isNull();
    assertThat(doorman.enter("a", 0).status()).isEqualTo(429);
    assertThat(doorman.enter("b", 0)).isNull();
    assertThat(doorman.enter("c", 0).status()).isEqualTo(503);
    doorman.leave("a");
    assertThat(doorman.enter("a", 0)).isNull();
  }

  @Test
  void aHerdComesInAtTheRateAndTwiceThatAtOnce() {
    Doorman doorman = new Doorman(1000, 0, 10);
    long now = System.nanoTime() + SECOND;
    int in = 0;
    for (int i = 0; i < 100; i++) {
      in += doorman.enter("a", now) == null ? 1 : 0;
    }
    assertThat(in).isEqualTo(20);
    assertThat(doorman.enter("a", now).retryAfterS()).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      in += doorman.enter("a", now + SECOND) == null ? 1 : 0;
    }
    assertThat(in).isEqualTo(30);
  }
}
