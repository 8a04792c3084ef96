package chatnode.room;

import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import java.util.List;

/**
 * How what a room says looks to one kind of client. There is one object for all clients of a kind:
 * what it makes is written to all of them, and changed by nobody.
 */
public interface Dialect {

  /** Messages of one room, in their order. */
  byte[] entries(String room, List<Entry> entries);

  /** Any other frame for more than one client. */
  byte[] frame(ServerFrame frame);

  /**
   * Whether a client of this kind sees numbers. One that does not cannot tell a repeat, so it hears
   * none; and nothing reaches it but messages.
   */
  boolean isNumbered();
}
