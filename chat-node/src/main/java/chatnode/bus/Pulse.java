package chatnode.bus;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What makes up for a bus that loses in silence: this loop's numbered beats say how far it has
 * brought each room, and the numbers of the others show when something was missed.
 *
 * <p>A beat is bounded. Rooms that do not fit wait for the next ones, and when too many wait, their
 * heads are forgotten and a number is left out, so that all who listen look into the log.
 *
 * <p>Time is counted in beats of this loop's own: who has stood still for a while has not thereby
 * found the others silent.
 */
public final class Pulse {
  static final int BEAT_BYTES = 64 * 1024;
  static final int MAX_WAITING = 20_000;
  private static final int MAX_UNHEARD = 2;
  private static final int MAX_SILENT = 10;

  /** The last beat of another loop, and how many beats of ours ago that was. */
  private record Heard(long number, long at) {}

  private final LoopId self;
  private final Map<String, Beat.Head> wrote = new LinkedHashMap<>();
  private final Map<LoopId, Heard> heard = new HashMap<>();
  private long beats;
  private long number;
  private long echo;
  private boolean skipped;

  public Pulse(LoopId self) {
    this.self = self;
  }

  public void wrote(String room, long epoch, long head) {
    Beat.Head known = wrote.get(room);
    if (known == null || known.epoch() != epoch || known.seq() < head) {
      wrote.put(room, new Beat.Head(epoch, head));
    }
    if (wrote.size() > MAX_WAITING) {
      wrote.clear();
      skip();
    }
  }

  public Beat next() {
    beats++;
    skipped = false;
    heard.values().removeIf(each -> beats - each.at > MAX_SILENT);
    return new Beat(self, ++number, longestWaiting());
  }

  private Map<String, Beat.Head> longestWaiting() {
    Map<String, Beat.Head> heads = new LinkedHashMap<>();
    int bytes = 0;
    Iterator<Map.Entry<String, Beat.Head>> waiting = wrote.entrySet().iterator();
    while (waiting.hasNext()) {
      Map.Entry<String, Beat.Head> each = waiting.next();
      bytes += Beat.Head.bytes(each.getKey());
      if (bytes > BEAT_BYTES) {
        break;
      }
      heads.put(each.getKey(), each.getValue());
      waiting.remove();
    }
    return heads;
  }

  /** This loop's own beat has come back from the bus. */
  public void echoed(Beat beat) {
    echo = beat.number();
  }

  /** True when the bus does not even bring back what this loop says. */
  public boolean isDeaf() {
    return number - echo > MAX_UNHEARD;
  }

  /**
   * Leaves out a number: all who listen take it that they missed something, and look into the log.
   */
  public void skip() {
    if (!skipped) {
      skipped = true;
      number++;
    }
  }

  /** True when something may have been missed: a number is, or this is the first beat of a loop. */
  public boolean missedSome(Beat beat) {
    Heard last = heard.put(beat.from(), new Heard(beat.number(), beats));
    return last == null || beat.number() != last.number + 1;
  }

  public void forget(String node) {
    heard.keySet().removeIf(loop -> loop.node().equals(node));
  }

  /** Loops that were heard of late. */
  int known() {
    return heard.size();
  }
}
