package chatnode.log.grid;

import chatnode.log.Epochs;
import chatnode.log.Ledger;
import chatnode.protocol.Entry;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.List;

/** A ledger as the map's value: written out only when a partition moves or two clusters merge. */
final class GridLedger implements Travelling {
  private Ledger ledger;

  GridLedger() {}

  GridLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  static GridLedger fresh() {
    return new GridLedger(Ledger.fresh());
  }

  /**
   * Makes sure that the owner numbers without holes, and under an epoch of its own when it may be
   * cut off from the others. True when the epoch has changed; fails, for now, while that is not
   * known.
   */
  boolean renewFor(long side) {
    if (side < 0) {
      throw new Unsettled();
    }
    boolean forks = side != 0 && side != ledger.side();
    if (!ledger.isWhole()) {
      ledger = ledger.withoutHoles();
    } else if (!forks) {
      return false;
    }
    if (forks) {
      ledger.fork(side, Epochs.fresh());
    }
    return true;
  }

  Ledger ledger() {
    return ledger;
  }

  @Override
  public int getClassId() {
    return Serialization.LEDGER;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeLong(ledger.epoch());
    out.writeLong(ledger.first());
    out.writeLong(ledger.lastAt());
    out.writeLong(ledger.confirmed());
    out.writeLong(ledger.side());
    Serialization.writeEntries(out, ledger.all());
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    long epoch = in.readLong();
    ledger = new Ledger(epoch, in.readLong(), in.readLong());
    long confirmed = in.readLong();
    ledger.fork(in.readLong(), epoch);
    List<Entry> entries = Serialization.readEntries(in);
    for (Entry entry : entries) {
      ledger.put(entry.seq(), entry.at(), entry.draft());
    }
    ledger.confirm(confirmed);
  }
}
