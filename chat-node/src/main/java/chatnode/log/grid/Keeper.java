package chatnode.log.grid;

import chatnode.log.KeptMemory;
import chatnode.log.Retention;
import chatnode.log.Tickets;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a processor needs of the member it runs on: rooms are judged by what their owner sees, and
 * kept as its own settings say.
 *
 * @param side 0 while the cluster is whole, else the name of the part this member is in, or -1
 *     while that is not known
 * @param now epoch milliseconds
 */
record Keeper(
    Retention keep, KeptMemory memory, Tickets tickets, LongSupplier side, LongSupplier now) {
  static final long UNSETTLED = -1;
  private static final String NAME = "chat.keeper";

  /** Before the member starts: others may ask it for rooms at once. */
  void moveInto(Config config) {
    config.getUserContext().put(NAME, this);
  }

  void moveInto(HazelcastInstance member) {
    member.getUserContext().put(NAME, this);
  }

  static Keeper of(HazelcastInstance member) {
    return (Keeper) member.getUserContext().get(NAME);
  }

  Keeper onSide(LongSupplier side) {
    return new Keeper(keep, memory, tickets, side, now);
  }

  /**
   * The room's ledger, where it lives: under an epoch of its own where this member may be cut off
   * from the others. Fails with {@link ColdRoom} where there is none, and for now while it is not
   * known on which side this member is.
   */
  GridLedger ledger(Map.Entry<String, GridLedger> entry) {
    GridLedger stored = entry.getValue();
    if (stored == null) {
      throw cold(entry.getKey());
    }
    return stored.fit(settledSide(), now.getAsLong());
  }

  /** The same for whoever wants to write: one that is about to leave memory is not there. */
  GridLedger openLedger(Map.Entry<String, GridLedger> entry) {
    GridLedger stored = ledger(entry);
    if (stored.ledger().isSealed()) {
      throw cold(entry.getKey());
    }
    return stored;
  }

  private ColdRoom cold(String room) {
    if (memory.isFull()) {
      throw new OutOfMemory();
    }
    return new ColdRoom(tickets.give(room, settledSide(), now.getAsLong()));
  }

  long settledSide() {
    long side = this.side.getAsLong();
    if (side == UNSETTLED) {
      throw new Unsettled();
    }
    return side;
  }
}
