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

  @Test
  void oneAddressAloneDoesNotKeepTheOthersOut() {
    Doorman doorman = new Doorman(100_000, 0, 100);
    long now = System.nanoTime() + SECOND;
    for (int i = 0; i < 5000; i++) {
      doorman.enter("203.0.113.1", now);
    }
    assertThat(doorman.enter("203.0.113.1", now)).isNotNull();
    for (int i = 0; i < 20; i++) {
      assertThat(doorman.enter("198.51.100." + i, now)).isNull();
    }
  }

  @Test
  void whatIsKeptForTheOthersIsNoWayAroundTheRate() {
    Doorman doorman = new Doorman(1_000_000, 0, 100);
    long now = System.nanoTime() + SECOND;
    int in = 0;
    for (int i = 0; i < 100_000; i++) {
      in +=
          doorman.enter("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), now) == null
              ? 1
              : 0;
    }
    assertThat(in).isEqualTo(300);
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneClient() {
    Doorman doorman = new Doorman(100, 2, 0);
    assertThat(doorman.enter("2001:db8:1:2:3:4:5:6", 0)).isNull();
    assertThat(doorman.enter("2001:db8:1:2::7", 0)).isNull();
    assertThat(doorman.enter("2001:db8:1:2:ffff::", 0).status()).isEqualTo(429);
    assertThat(doorman.enter("2001:db8:1:3::7", 0)).isNull();
    doorman.leave("2001:db8:1:2::9");
    assertThat(doorman.enter("2001:db8:1:2::8", 0)).isNull();
  }

  @Test
  void anIpv4AddressIsTheSameHoweverItIsWritten() {
    Doorman doorman = new Doorman(100, 1, 0);
    assertThat(doorman.enter("::ffff:203.0.113.1", 0)).isNull();
    assertThat(doorman.enter("203.0.113.1", 0).status()).isEqualTo(429);
    assertThat(doorman.enter("::ffff:203.0.113.2", 0)).isNull();
  }
}
