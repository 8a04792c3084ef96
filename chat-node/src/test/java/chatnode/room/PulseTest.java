package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.Beat;
import chatnode.bus.LoopId;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final Pulse sender = new Pulse(new LoopId("a", 0));
  private final Pulse listener = new Pulse(new LoopId("b", 0));

  @Test
  void beatsInARowMeanThatNothingWasMissed() {
    listener.missedSome(sender.next(0));
    assertThat(listener.missedSome(sender.next(0))).isFalse();
  }

  @Test
  void aLostBeatShows() {
    listener.missedSome(sender.next(0));
    sender.next(0);
    assertThat(listener.missedSome(sender.next(0))).isTrue();
  }

  @Test
  void theFirstBeatOfALoopMayHideAnything() {
    assertThat(listener.missedSome(sender.next(0))).isTrue();
  }

  @Test
  void aSkippedNumberMakesTheOthersLook() {
    listener.missedSome(sender.next(0));
    sender.skip();
    assertThat(listener.missedSome(sender.next(0))).isTrue();
  }

  @Test
  void aBeatCarriesTheHeadsOfTheRoomsWrittenSinceTheLast() {
    sender.wrote("r", 5, 9);
    sender.wrote("r", 5, 3); // a resend of an old message
    assertThat(sender.next(0).heads()).containsEntry("r", new Beat.Head(5, 9)).hasSize(1);
    assertThat(sender.next(0).heads()).isEmpty();
  }

  @Test
  void whoDoesNotHearItselfIsDeaf() {
    sender.echoed(sender.next(0));
    sender.next(0);
    sender.next(0);
    assertThat(sender.isDeaf()).isFalse();
    Beat last = sender.next(0);
    assertThat(sender.isDeaf()).isTrue();
    sender.echoed(last);
    assertThat(sender.isDeaf()).isFalse();
  }
}
