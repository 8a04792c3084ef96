package chatnode.bus;

import java.util.Optional;
import java.util.Set;

/**
 * Which nodes want to hear of a room. What is known of it may be old: it only spares nodes what
 * nobody there listens to, and who should have heard something finds out and asks.
 *
 * <p>May be asked, and told, on any thread.
 */
public interface Interest {

  /**
   * The other nodes on which somebody listens to the room. Empty while some node has not said to
   * what it listens, or something of it was missed: all are to hear everything then.
   */
  Optional<Set<String>> in(String room);

  /** A loop of this node listens to the room: the others are told at once. */
  void begin(String room);

  /** One that did does not any more. */
  void end(String room);
}
