package chatnode.room;

import chatnode.log.GroupCommit;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What chat on one loop goes by.
 *
 * @param node its short name
 * @param nodes where clients reach the other nodes
 */
public record Settings(
    String node,
    Supplier<Set<String>> nodes,
    Limits limits,
    Kept kept,
    Timing timing,
    GroupCommit.Limits append) {

  /**
   * What one client may do.
   *
   * @param text characters of a message
   * @param frame bytes of a frame
   * @param rooms at once
   * @param people in one room
   * @param rate frames a second, 0 for no limit
   */
  public record Limits(int text, int frame, int rooms, int people, int rate) {}

  /**
   * Bytes of messages that a loop keeps.
   *
   * @param recent of a room while everybody keeps up
   * @param unread of a room, for one who does not, before he is closed
   * @param held of all rooms, that wait to be logged or came too early
   * @param backlogs of all rooms, for those who read slowly
   */
  public record Kept(long recent, long unread, long held, long backlogs) {}

  /**
   * When things happen.
   *
   * @param gap how long a hole in the order may last before the log is read
   */
  public record Timing(Duration heartbeat, Duration gap, Duration beat) {}
}
