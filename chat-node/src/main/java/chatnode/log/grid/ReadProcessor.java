package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.Slice;
import chatnode.protocol.Entry;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Reads a piece of a room's log where the room lives, and makes sure that what it reads stays.
 *
 * <p>The owner's newest messages may not have reached a replica yet. Were they shown and the owner
 * then killed, their numbers would be given again to other messages. So a read that meets such a
 * tail sends it to the replica itself, and like an append only succeeds when the replica has it.
 * Where there is no such tail it is a plain read.
 */
final class ReadProcessor
    implements EntryProcessor<String, GridLedger, Reply.OfRead>,
        Travelling,
        HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;
  private transient boolean forwards;
  private transient long from;
  private transient int max;
  private transient LongSupplier side;
  private transient ApplyProcessor unconfirmed;

  ReadProcessor() {}

  private ReadProcessor(boolean forwards, long from, int max) {
    this.forwards = forwards;
    this.from = from;
    this.max = max;
  }

  static ReadProcessor since(long after, int max) {
    return new ReadProcessor(true, after, max);
  }

  static ReadProcessor before(long before, int max) {
    return new ReadProcessor(false, before, max);
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    side = GridRoomLog.side(hazelcast);
  }

  @Override
  public Reply.OfRead process(Map.Entry<String, GridLedger> entry) {
    boolean isNew = entry.getValue() == null;
    GridLedger stored = isNew ? GridLedger.fresh() : entry.getValue();
    boolean isRenewed = stored.renewFor(side.getAsLong());
    Ledger ledger = stored.ledger();
    if (isNew || isRenewed) {
      entry.setValue(stored);
    }
    if (isNew || isRenewed || ledger.confirmed() < ledger.head()) {
      unconfirmed = new ApplyProcessor(ledger, ledger.unconfirmed());
    }
    List<Entry> entries = forwards ? ledger.since(from, max) : ledger.before(from, max);
    return new Reply.OfRead(new Slice(ledger.epoch(), ledger.first(), ledger.head(), entries));
  }

  @Override
  public EntryProcessor<String, GridLedger, Reply.OfRead> getBackupProcessor() {
    return unconfirmed == null ? null : unconfirmed.as();
  }

  @Override
  public int getClassId() {
    return Serialization.READ;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeBoolean(forwards);
    out.writeLong(from);
    out.writeInt(max);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    forwards = in.readBoolean();
    from = in.readLong();
    max = in.readInt();
  }
}
