package chatnode.room;

import chatnode.bus.Interest;
import chatnode.clock.Clock;
import chatnode.log.RoomLog;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * To which rooms a loop listens: what is said in others is not sent here. What was said between the
 * moment in which a room was read and the one in which the others knew of it may have gone
 * elsewhere only, so its place in the log is looked at once more when they know.
 */
final class Attention {
  private static final int KNOWN_MS = 100;

  /** Whoever waits for messages by one request after another is back by then. */
  private static final int LINGER_MS = 10_000;

  /** Takes what place somebody has seen a room at. */
  interface Places {
    void headSeen(String room, long epoch, long seq);
  }

  private final Clock clock;
  private final RoomLog log;
  private final Interest interest;
  private final Places places;
  private Set<String> opened = new HashSet<>();

  Attention(Clock clock, RoomLog log, Interest interest, Places places) {
    this.clock = clock;
    this.log = log;
    this.interest = interest;
    this.places = places;
  }

  /** To be called before the room is read. */
  void begin(String room) {
    interest.begin(room);
    if (opened.isEmpty()) {
      clock.after(KNOWN_MS, this::look);
    }
    opened.add(room);
  }

  void end(String room) {
    clock.after(LINGER_MS, () -> interest.end(room));
  }

  /** Those opened meanwhile together. Where it fails, the beats tell a little later. */
  private void look() {
    Set<String> asked = opened;
    opened = new HashSet<>();
    log.heads(asked).onSuccess(this::pass);
  }

  private void pass(Map<String, RoomLog.Head> heads) {
    heads.forEach((room, head) -> places.headSeen(room, head.epoch(), head.seq()));
  }
}
