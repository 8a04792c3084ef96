package chatnode.ways.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Nickname;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STOMP 1.2, "Heart-beating". A look is every second, as that of all clients. */
class HeartbeatsTest {
  private static final long MS = 1_000_000;
  private static final int LOOK_MS = 1000;
  private static final int START_MS = 7_000_000;

  private static Heartbeats agreed(long heartbeatMs, int givesEvery, int wantsEvery) {
    Heartbeats heartbeats = new Heartbeats(heartbeatMs);
    heartbeats.agree(new Connect("1.2", new Nickname("ann"), null, null, givesEvery, wantsEvery));
    return heartbeats;
  }

  /** When signs of life were sent within a minute in which other things were at {@code sent}. */
  private static List<Long> beats(Heartbeats heartbeats, List<Integer> sent) {
    List<Long> beats = new ArrayList<>();
    for (long ms = 0; ms < 60_000; ms++) {
      if (sent.contains((int) ms)) {
        heartbeats.sent();
      }
      if (ms % LOOK_MS == 0 && heartbeats.isDue((START_MS + ms) * MS)) {
        beats.add(ms);
      }
    }
    return beats;
  }

  @ParameterizedTest
  @CsvSource({"25000, 10000", "10000, 10000", "5000, 5000", "100, 2000"})
  void theyAreOfferedAsOftenAsSilenceIsLookedForButNotMoreThanCanBeKept(long all, int every) {
    assertThat(new Heartbeats(all).everyMs()).isEqualTo(every);
  }

  @Test
  void whoWantsNoneGetsNone() {
    assertThat(beats(agreed(25_000, 1000, 0), List.of())).isEmpty();
  }

  @Test
  void whoIsToldOtherThingsNeedsNone() {
    List<Integer> everySecond = new ArrayList<>();
    for (int ms = 500; ms < 60_000; ms += 1000) {
      everySecond.add(ms);
    }
    assertThat(beats(agreed(25_000, 0, 1000), everySecond)).isEmpty();
  }

  /** Whatever else is sent, and whenever. */
  @Property(tries = 300)
  void noPauseIsLongerThanWasAgreed(
      @ForAll @IntRange(min = 1, max = 30_000) int wantsEvery,
      @ForAll @IntRange(min = 1, max = 60_000) int heartbeatMs,
      @ForAll @Size(max = 10) List<@IntRange(max = 59_999) Integer> sent) {
    Heartbeats heartbeats = agreed(heartbeatMs, 0, wantsEvery);
    long agreed = Math.max(wantsEvery, heartbeats.everyMs());
    List<Long> signs = new ArrayList<>(List.of(0L));
    beats(heartbeats, sent).forEach(signs::add);
    sent.forEach(ms -> signs.add((long) ms));
    signs.sort(null);
    for (int i = 1; i < signs.size(); i++) {
      assertThat(signs.get(i) - signs.get(i - 1)).isLessThanOrEqualTo(agreed);
    }
    assertThat(60_000 - signs.get(signs.size() - 1)).isLessThanOrEqualTo(agreed);
  }

  /** The first look at which it is said to be silent; -1 when it is never. */
  private static int silentAt(Heartbeats heartbeats, int heardUntil) {
    for (int ms = 0; ms <= 120_000; ms += LOOK_MS) {
      if (ms <= heardUntil) {
        heartbeats.heard();
      }
      if (heartbeats.isSilent((START_MS + ms) * MS)) {
        return ms;
      }
    }
    return -1;
  }

  @Test
  void whoMissedTwoThatHePromisedIsSilent() {
    assertThat(silentAt(agreed(25_000, 10_000, 0), 30_000)).isEqualTo(51_000);
    assertThat(silentAt(agreed(25_000, 1, 0), 0))
        .as("no faster than is asked for")
        .isEqualTo(21_000);
    assertThat(silentAt(agreed(25_000, 30_000, 0), 0)).isEqualTo(61_000);
  }

  @Test
  void whoPromisesNoneMayBeSilent() {
    assertThat(silentAt(agreed(25_000, 0, 10_000), 0)).isEqualTo(-1);
  }

  @Test
  void nothingIsSentOrExpectedBeforeItIsAgreed() {
    Heartbeats heartbeats = new Heartbeats(25_000);
    assertThat(beats(heartbeats, List.of())).isEmpty();
    assertThat(silentAt(heartbeats, 0)).isEqualTo(-1);
  }
}
