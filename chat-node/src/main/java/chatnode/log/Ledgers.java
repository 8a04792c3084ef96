package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The ledgers of all rooms that are in memory, where they live. Futures complete on the caller's
 * context.
 *
 * <p>What finds its room not here fails with {@link Cold}: nothing happened, and whoever holds the
 * ticket is to bring the room in from the store. A ledger that is sealed is as good as gone for
 * whoever wants to write.
 */
public interface Ledgers {

  default Future<Appended> append(String room, List<Draft> drafts) {
    return append(room, drafts, new BitSet());
  }

  /** {@code stored} are the changes among them whose message was found in the store. */
  Future<Appended> append(String room, List<Draft> drafts, BitSet stored);

  Future<Slice> since(String room, long epoch, long after, int max);

  /** {@code delivered} is up to where the caller has been given everything. */
  Future<Slice> follow(String room, RoomLog.Head delivered, int max);

  /** The newest {@code max} messages below {@code before}. */
  Future<Slice> before(String room, long before, int max);

  /** Of those that are here. */
  Future<Map<String, RoomLog.Head>> heads(Collection<String> rooms);

  /** Null when the room is not here. */
  Future<RoomLog.Head> head(String room);

  /**
   * Brings a room in. One that is here already, or for which another ticket was given since, stays
   * as it is, but for the turn.
   */
  Future<Void> install(String room, long ticket, Store.Opened opened, RoomLog.Head delivered);

  /** The store has these, room by room. */
  Future<Void> stored(Map<String, List<Stretch>> stretches);

  /** The rooms that this node owns. */
  Future<List<Standing>> census();

  /** What the store may not have, no more than a page of it. */
  Future<Unstored> unstored(String room);

  /**
   * From here on nothing is numbered in a room until it is opened anew, if all of it is stored and
   * it has been idle since {@code idleBefore}; else null.
   */
  Future<Store.Closing> seal(String room, long idleBefore);

  /** The room leaves memory, if it is still sealed as it was. */
  Future<Void> forget(Store.Closing sealed);

  /** The store has something else at this place: from there on the room has another epoch. */
  Future<Void> renew(String room, RoomLog.Head place);

  /** Keeps no more of it than has to be. */
  Future<Void> squeeze(String room);

  KeptMemory memory();

  /** Numbers of an epoch, both ends included. */
  record Stretch(long epoch, long from, long to) {}

  /**
   * How a room stands.
   *
   * @param idleSince when it was last written to, or came into memory
   * @param waitingSince when what has to be stored was appended, {@code Long.MAX_VALUE} for nothing
   */
  record Standing(String room, Origin origin, long idleSince, long memory, long waitingSince) {}

  record Unstored(Origin origin, List<Entry> entries) {}

  /**
   * The room is not in memory.
   *
   * <p>Its owner gives one ticket at a time: two that open a room at once would each begin an epoch
   * where one has to be begun; and what was read from the store before the ticket was given must
   * not come in after it.
   */
  final class Cold extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long ticket;
    private final long epoch;
    private final boolean goOn;

    /**
     * @param ticket 0 when somebody else has it
     * @param epoch to begin, if one has to be begun
     * @param goOn whether the room's last epoch may be gone on with
     */
    public Cold(long ticket, long epoch, boolean goOn) {
      super("the room is not in memory", null, false, false);
      this.ticket = ticket;
      this.epoch = epoch;
      this.goOn = goOn;
    }

    public long ticket() {
      return ticket;
    }

    public long epoch() {
      return epoch;
    }

    public boolean goOn() {
      return goOn;
    }
  }
}
