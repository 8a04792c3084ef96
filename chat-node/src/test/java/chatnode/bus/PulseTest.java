package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final Pulse sender = new Pulse(new LoopId("a", 0));
  private final Pulse listener = new Pulse(new LoopId("b", 0));

  @Test
  void beatsInARowMeanThatNothingWasMissed() {
    listener.missedSome(sender.next());
    assertThat(listener.missedSome(sender.next())).isFalse();
  }

  @Test
  void aLostBeatShows() {
    listener.missedSome(sender.next());
    sender.next();
    assertThat(listener.missedSome(sender.next())).isTrue();
  }

  @Test
  void theFirstBeatOfALoopMayHideAnything() {
    assertThat(listener.missedSome(sender.next())).isTrue();
  }

  @Test
  void aSkippedNumberMakesTheOthersLook() {
    listener.missedSome(sender.next());
    sender.skip();
    assertThat(listener.missedSome(sender.next())).isTrue();
  }

  @Test
  void aBeatCarriesTheHeadsOfTheRoomsWrittenSinceTheLast() {
    sender.wrote("r", 5, 9);
    sender.wrote("r", 5, 3); // a resend of an old message
    assertThat(sender.next().heads()).containsEntry("r", new Beat.Head(5, 9)).hasSize(1);
    assertThat(sender.next().heads()).isEmpty();
  }

  @Test
  void whoDoesNotHearItselfIsDeaf() {
    sender.echoed(sender.next());
    sender.next();
    sender.next();
    assertThat(sender.isDeaf()).isFalse();
    Beat last = sender.next();
    assertThat(sender.isDeaf()).isTrue();
    sender.echoed(last);
    assertThat(sender.isDeaf()).isFalse();
  }

  @Test
  void aBeatIsBoundedAndWhatDoesNotFitGoesWithTheNext() {
    for (int i = 0; i < 5000; i++) {
      sender.wrote("방-" + i, 5, i);
    }
    Set<String> told = new HashSet<>();
    while (told.size() < 5000) {
      Beat beat = sender.next();
      assertThat(beat.toBuffer().length()).isLessThan(Pulse.BEAT_BYTES + 100);
      assertThat(beat.heads()).isNotEmpty();
      told.addAll(beat.heads().keySet());
    }
  }

  @Test
  void whenFarTooManyRoomsWaitTheOthersLookIntoTheLog() {
    listener.missedSome(sender.next());
    for (int i = 0; i <= Pulse.MAX_WAITING; i++) {
      sender.wrote("room-" + i, 5, i);
    }
    Beat beat = sender.next();
    assertThat(beat.heads()).isEmpty();
    assertThat(listener.missedSome(beat)).isTrue();
    assertThat(listener.missedSome(sender.next())).isFalse();
  }

  @Test
  void aLoopThatIsNotHeardForSomeBeatsIsForgotten() {
    listener.missedSome(sender.next());
    for (int i = 0; i < 10; i++) {
      listener.next();
    }
    assertThat(listener.known()).isEqualTo(1);
    listener.next();
    assertThat(listener.known()).isZero();
  }
}
