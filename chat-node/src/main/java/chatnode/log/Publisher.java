package chatnode.log;

import chatnode.protocol.Entry;
import java.util.List;

/** Who passes on what was numbered, so that all nodes hear of it. */
@FunctionalInterface
public interface Publisher {
  /** {@code entries} are what the log has; {@code head} is the room's last number. */
  void publish(String room, long epoch, long head, List<Entry> entries);
}
