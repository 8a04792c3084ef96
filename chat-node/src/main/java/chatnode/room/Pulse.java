package chatnode.room;

import chatnode.bus.Beat;
import chatnode.bus.LoopId;
import java.util.HashMap;
import java.util.Map;

/**
 * What makes up for a bus that loses in silence: this loop's numbered beats say how far it has
 * brought each room, and the numbers of the others show when something was missed.
 */
final class Pulse {
  private static final int MAX_UNHEARD = 2;

  private final LoopId self;
  private final Map<String, Beat.Head> wrote = new HashMap<>();
  private final Map<LoopId, Long> heard = new HashMap<>();
  private long number;
  private long echo;

  Pulse(LoopId self) {
    this.self = self;
  }

  void wrote(String room, long epoch, long head) {
    Beat.Head known = wrote.get(room);
    if (known == null || known.epoch() != epoch || known.seq() < head) {
      wrote.put(room, new Beat.Head(epoch, head));
    }
  }

  Beat next(long roster) {
    Beat beat = new Beat(self, ++number, Map.copyOf(wrote), roster);
    wrote.clear();
    return beat;
  }

  /** This loop's own beat has come back from the bus. */
  void echoed(Beat beat) {
    echo = beat.number();
  }

  /** True when the bus does not even bring back what this loop says. */
  boolean isDeaf() {
    return number - echo > MAX_UNHEARD;
  }

  /**
   * Leaves out a number: all who listen take it that they missed something, and look into the log.
   */
  void skip() {
    number++;
  }

  /** True when something may have been missed: a number is, or this is the first beat of a loop. */
  boolean missedSome(Beat beat) {
    Long last = heard.put(beat.from(), beat.number());
    return last == null || beat.number() != last + 1;
  }

  void forget(String node) {
    heard.keySet().removeIf(loop -> loop.node().equals(node));
  }
}
