package chatnode.room;

import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;

/**
 * A socket in a room. While it keeps up ({@code live}) it gets what the room delivers; when it does
 * not, it has a cursor, {@code next}, instead of a queue.
 */
final class Member {
  final Outlet outlet;
  Person person;

  /** Writes as the room does; {@code next} is not looked at. */
  boolean live;

  /** Once live, so that falling out of the backlog means too slow, not still catching up. */
  boolean wasLive;

  boolean reading;
  long next;

  Member(Outlet outlet, Person person) {
    this.outlet = outlet;
    this.person = person;
  }

  boolean isNumbered() {
    return outlet.dialect().isNumbered();
  }

  /** What only those hear who speak of more than messages. */
  void tell(ServerFrame frame) {
    if (isNumbered()) {
      outlet.send(frame);
    }
  }

  void fallBehind(long next) {
    this.live = false;
    this.next = next;
  }

  void keepUp() {
    live = true;
    wasLive = true;
  }

  /** Starts over at {@code next}, as after a join. */
  void startAt(long next) {
    this.live = false;
    this.wasLive = false;
    this.next = next;
  }
}
