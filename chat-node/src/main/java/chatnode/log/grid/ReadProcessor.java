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
  private static final long ANY = -1;
  private transient long epoch;
  private transient long from;
  private transient int max;
  private transient HazelcastInstance member;
  private transient ApplyProcessor unconfirmed;

  ReadProcessor() {}

  private ReadProcessor(long epoch, long from, int max) {
    this.epoch = epoch;
    this.from = from;
    this.max = max;
  }

  static ReadProcessor since(long epoch, long after, int max) {
    return new ReadProcessor(epoch, after, max);
  }

  static ReadProcessor before(long before, int max) {
    return new ReadProcessor(ANY, before, max);
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    member = hazelcast;
  }

  @Override
  public Reply.OfRead process(Map.Entry<String, GridLedger> entry) {
    Keeper keeper = Keeper.of(member);
    GridLedger stored = keeper.ledger(entry);
    Ledger ledger = stored.ledger();
    boolean isChanged = stored != entry.getValue();
    if (isChanged) {
      entry.setValue(stored);
    }
    if (isChanged || ledger.confirmed() < ledger.head()) {
      unconfirmed = new ApplyProcessor(ledger, ledger.unconfirmed());
    }
    return new Reply.OfRead(read(ledger));
  }

  private Slice read(Ledger ledger) {
    long after = epoch == ANY ? -1 : ledger.placeOf(epoch, from);
    List<Entry> entries =
        after >= 0
            ? ledger.since(after, max)
            : ledger.before(epoch == ANY ? from : Long.MAX_VALUE, max);
    return new Slice(ledger.epoch(), after, ledger.first(), ledger.head(), entries);
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
    out.writeLong(epoch);
    out.writeLong(from);
    out.writeInt(max);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    epoch = in.readLong();
    from = in.readLong();
    max = in.readInt();
  }
}
