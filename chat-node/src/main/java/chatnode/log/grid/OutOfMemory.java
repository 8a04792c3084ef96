package chatnode.log.grid;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.spi.exception.SilentException;

/** Nothing happened, as the room's owner may keep no more: {@code --kept-memory}. */
final class OutOfMemory extends HazelcastException implements SilentException {
  private static final long serialVersionUID = 1L;

  OutOfMemory() {
    super("no memory left for more messages");
  }
}
