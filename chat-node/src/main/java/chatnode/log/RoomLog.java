package chatnode.log;

import chatnode.protocol.Draft;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The log of all rooms. Futures complete on the caller's context. A room exists from the first call
 * that names it.
 *
 * <p>A failed {@code append} says nothing about whether it happened, unless it failed with {@link
 * NoQuorum}: calling again with the same drafts is always right.
 */
public interface RoomLog {

  /**
   * Numbers the drafts, in their order, and completes when every replica asked for holds them.
   * {@code confirmed} is how far the caller knows the room to be held by its replicas.
   */
  Future<Appended> append(String room, List<Draft> drafts, Confirmed confirmed);

  /** Messages above {@code after}, oldest first; nothing is returned that could still be lost. */
  Future<Slice> since(String room, long after, int max);

  /** The newest {@code max} messages below {@code before}. */
  Future<Slice> before(String room, long before, int max);

  /** Where the rooms stand, for those that exist. */
  Future<Map<String, Head>> heads(Collection<String> rooms);

  /**
   * Forgets the rooms nobody has written to for {@code idleMs}, but for those that are {@code
   * occupied}. They come back empty, under a new epoch. In a cluster each node looks after the
   * rooms it owns.
   */
  Future<Void> forgetIdle(long idleMs, Predicate<String> occupied);

  /** Up to which number of an epoch everything is known to be replicated. */
  record Confirmed(long epoch, long seq) {}

  record Head(long epoch, long seq) {}

  /** Too few members to write: nothing happened. */
  final class NoQuorum extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoQuorum() {
      super("too few nodes to write", null, false, false);
    }
  }
}
