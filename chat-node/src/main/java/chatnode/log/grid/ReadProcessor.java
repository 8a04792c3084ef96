package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.Slice;
import chatnode.protocol.Entry;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads a piece of a room's log where the room lives, and makes sure that what it reads stays. */
final class ReadProcessor extends SureProcessor<Reply.OfRead> {
  private static final long serialVersionUID = 1L;
  private static final long ANY = -1;
  private transient long epoch;
  private transient long from;
  private transient int max;

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
  Reply.Sure answer(Map.Entry<String, GridLedger> entry, Keeper keeper) {
    return new Reply.OfRead(read(shown(entry, keeper)));
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
