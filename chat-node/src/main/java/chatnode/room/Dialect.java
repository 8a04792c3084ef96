package chatnode.room;

import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import java.util.List;

/**
 * How what a room says looks to one kind of client. There is one object for all clients of a kind:
 * what it makes is written to all of them, and changed by nobody.
 */
public interface Dialect {
  /** What a client of this kind is not told. */
  byte[] NOTHING = {};

  /** Messages of one room, in their order. */
  byte[] entries(String room, long epoch, List<Entry> entries);

  /** Other frames; {@link #NOTHING} when such a client hears none of them. */
  byte[] frames(List<ServerFrame> frames);

  /**
   * Whether a client of this kind sees numbers. One that does not cannot tell a repeat, so it hears
   * none.
   */
  boolean isNumbered();
}
