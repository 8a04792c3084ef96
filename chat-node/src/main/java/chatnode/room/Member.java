package chatnode.room;

import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;

/**
 * A client in a room. While it keeps up ({@code live}) it gets what the room delivers; when it does
 * not, it has a cursor, {@code next}, instead of a queue.
 */
final class Member {
  final Outlet outlet;
  final Dialect dialect;

  /** Null for one who only listens and is not shown to anybody. */
  Person person;

  /** Writes as the room does; {@code next} is not looked at. */
  boolean live;

  /** Once live, so that falling out of the backlog means too slow, not still catching up. */
  boolean wasLive;

  boolean reading;
  long next;

  Member(String room, Outlet outlet, Person person) {
    this.outlet = outlet;
    this.dialect = outlet.dialect(room);
    this.person = person;
  }

  boolean isNumbered() {
    return dialect.isNumbered();
  }

  /** What only this one hears. */
  void tell(ServerFrame frame) {
    outlet.send(frame);
  }

  /** What others of its kind hear too; nothing when its kind does not. */
  void write(byte[] bytes) {
    if (bytes.length > 0) {
      outlet.write(bytes);
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
