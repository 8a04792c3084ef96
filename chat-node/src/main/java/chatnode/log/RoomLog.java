package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Reference;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * The log of all rooms. Futures complete on the caller's context.
 *
 * <p>A failed {@code append} says nothing about whether it happened, unless it failed with {@link
 * NoQuorum} or {@link Full}: calling again with the same drafts is always right.
 */
public interface RoomLog {
  /** Stands for the epoch that a room has now. */
  long PRESENT = 0;

  /** Makes sure that the room is there; its newest {@code recent} messages. */
  Future<Slice> open(String room, int recent);

  /** Numbers the drafts, in their order, and completes when every replica asked for holds them. */
  default Future<Appended> append(String room, List<Draft> drafts) {
    return append(room, drafts, new BitSet());
  }

  /** {@code stored} are the changes among them whose message is known to be in the store. */
  Future<Appended> append(String room, List<Draft> drafts, BitSet stored);

  /** Completes when what was appended is on disk too, as far as acknowledging it has to wait. */
  Future<Void> keep(String room, Appended appended);

  /** Where the store has these, draft by draft; null for what it does not have. */
  Future<List<Store.Place>> find(String room, List<Draft> drafts);

  /** Whether the store has the message, and it was not deleted. */
  Future<Boolean> stands(String room, Reference message);

  /**
   * Messages behind {@code after}, a number of {@code epoch} or of the {@link #PRESENT} one, oldest
   * first, as far as memory reaches; nothing is returned that could still be lost.
   */
  Future<Slice> since(String room, long epoch, long after, int max);

  /**
   * The same for whoever has been given all of {@code delivered.epoch} up to there. Where a part of
   * the cluster is cut off and has no copy of the room, it goes on behind that place.
   */
  Future<Slice> follow(String room, Head delivered, int max);

  /** The newest {@code max} messages below a number of an epoch, or of the present one. */
  Future<Store.Page> history(String room, OptionalLong epoch, long before, int max);

  Future<Store.Found> search(Store.Query query);

  /** Where the rooms stand, for those that are in memory. */
  Future<Map<String, Head>> heads(Collection<String> rooms);

  /**
   * Where the room stands, or null when nothing was ever said in it: unlike the other ways to read
   * this makes no room of a name that somebody has thought of.
   */
  Future<Head> head(String room);

  /** Whether memory is short: there is something to {@link #tidy}. */
  boolean isTight();

  /**
   * To be called every second or so: sees to it that everything is stored, and takes rooms out of
   * memory that nobody has written to for long, but for those that are {@code occupied}; when
   * memory is short, more of them, and of the others what need not be kept. In a cluster each node
   * looks after the rooms it owns.
   */
  Future<Void> tidy(Predicate<String> occupied);

  /**
   * Before this node goes: everything it owns is stored, and rooms that are not {@code occupied}
   * leave memory, so that their epochs go on whoever opens them next. Where nobody stays all do.
   */
  Future<Void> depart(Predicate<String> occupied, BooleanSupplier someoneStays);

  /** Members have gone, or parts of the cluster have become one again. */
  void membersChanged();

  /** What was found beside its room's line since this was asked last: to be appended. */
  Map<String, List<Draft>> strays();

  record Head(long epoch, long seq) {}

  /** Too few members to write: nothing happened. */
  final class NoQuorum extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoQuorum() {
      super("too few nodes to write", null, false, false);
    }
  }

  /** The node that keeps the room has no memory left for more: nothing happened. */
  final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Full() {
      super("no memory left for more messages", null, false, false);
    }
  }
}
