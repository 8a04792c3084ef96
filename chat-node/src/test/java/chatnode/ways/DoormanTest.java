package chatnode.ways;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoormanTest {
  private static final long SECOND = 1_000_000_000L;

  /** Null when it may come in. */
  private static Doorman.Refused enter(Doorman doorman, String address, long now) {
    try {
      doorman.enter(address, now);
      return null;
    } catch (Doorman.Refused refused) {
      return refused;
    }
  }

  @Test
  void whoLeavesMakesRoomForTheNext() {
    Doorman doorman = new Doorman(3, 2, 0, 0);
    assertThat(enter(doorman, "a", 0)).isNull();
    assertThat(enter(doorman, "a", 0)).isNull();
    assertThat(enter(doorman, "a", 0).status()).isEqualTo(429);
    assertThat(enter(doorman, "b", 0)).isNull();
    assertThat(enter(doorman, "c", 0).status()).isEqualTo(503);
    doorman.leave("a");
    assertThat(enter(doorman, "a", 0)).isNull();
  }

  @Test
  void aHerdComesInAtTheRateAndTwiceThatAtOnce() {
    Doorman doorman = new Doorman(1000, 0, 10, 0);
    long now = System.nanoTime() + SECOND;
    int in = 0;
    for (int i = 0; i < 100; i++) {
      in += enter(doorman, "a", now) == null ? 1 : 0;
    }
    assertThat(in).isEqualTo(20);
    assertThat(enter(doorman, "a", now).retryAfterS()).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      in += enter(doorman, "a", now + SECOND) == null ? 1 : 0;
    }
    assertThat(in).isEqualTo(30);
  }

  @Test
  void oneAddressAloneDoesNotKeepTheOthersOut() {
    Doorman doorman = new Doorman(100_000, 0, 100, 0);
    long now = System.nanoTime() + SECOND;
    for (int i = 0; i < 5000; i++) {
      enter(doorman, "203.0.113.1", now);
    }
    assertThat(enter(doorman, "203.0.113.1", now)).isNotNull();
    for (int i = 0; i < 20; i++) {
      assertThat(enter(doorman, "198.51.100." + i, now)).isNull();
    }
  }

  @Test
  void whatIsKeptForTheOthersIsNoWayAroundTheRate() {
    Doorman doorman = new Doorman(1_000_000, 0, 100, 0);
    long now = System.nanoTime() + SECOND;
    int in = 0;
    for (int i = 0; i < 100_000; i++) {
      in +=
          enter(doorman, "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), now) == null
              ? 1
              : 0;
    }
    assertThat(in).isEqualTo(300);
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneClient() {
    Doorman doorman = new Doorman(100, 2, 0, 0);
    assertThat(enter(doorman, "2001:db8:1:2:3:4:5:6", 0)).isNull();
    assertThat(enter(doorman, "2001:db8:1:2::7", 0)).isNull();
    assertThat(enter(doorman, "2001:db8:1:2:ffff::", 0).status()).isEqualTo(429);
    assertThat(enter(doorman, "2001:db8:1:3::7", 0)).isNull();
    doorman.leave("2001:db8:1:2::9");
    assertThat(enter(doorman, "2001:db8:1:2::8", 0)).isNull();
  }

  @Test
  void anIpv4AddressIsTheSameHoweverItIsWritten() {
    Doorman doorman = new Doorman(100, 1, 0, 0);
    assertThat(enter(doorman, "::ffff:203.0.113.1", 0)).isNull();
    assertThat(enter(doorman, "203.0.113.1", 0).status()).isEqualTo(429);
    assertThat(enter(doorman, "::ffff:203.0.113.2", 0)).isNull();
  }
}
