package chatnode.log.grid;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.spi.exception.SilentException;

/** Nothing happened, as the room's owner is finding out whether it still may number: try again. */
final class Unsettled extends HazelcastException implements SilentException {
  private static final long serialVersionUID = 1L;

  Unsettled() {
    super("members have gone, it is not known yet on which side this node is");
  }
}
