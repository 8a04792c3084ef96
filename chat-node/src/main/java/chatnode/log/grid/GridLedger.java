package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.Lineage;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;

/** A ledger as the map's value: written out only when a partition moves or two clusters merge. */
final class GridLedger implements Travelling {
  private Ledger ledger;

  GridLedger() {}

  GridLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Itself, or what it has to become for its owner to go on: without holes, and under an epoch of
   * its own for a part of the cluster that it was not of before.
   */
  GridLedger fit(long side, long now) {
    boolean forks = side != 0 && side != ledger.side();
    if (ledger.isWhole() && !forks) {
      return this;
    }
    Ledger fit = ledger.isWhole() ? ledger.copy() : ledger.withoutHoles(now);
    if (forks) {
      fit.fork(side, now);
    }
    return new GridLedger(fit);
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
    Serialization.writeOrigin(out, ledger.origin());
    out.writeLong(ledger.known());
    out.writeLong(ledger.first());
    out.writeLong(ledger.lastAt());
    out.writeLong(ledger.side());
    out.writeLong(ledger.confirmed());
    out.writeLong(ledger.stored());
    out.writeLong(ledger.openedAt());
    out.writeBoolean(ledger.isSealed());
    Serialization.writeLineage(out, ledger.lineage());
    for (long seq = ledger.known(); seq < ledger.first(); seq++) {
      out.writeLong(ledger.at(seq));
      out.writeLong(ledger.key(seq));
    }
    Serialization.writeEntries(out, ledger.all());
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    Origin origin = Serialization.readOrigin(in);
    long known = in.readLong();
    long first = in.readLong();
    long lastAt = in.readLong();
    long side = in.readLong();
    long confirmed = in.readLong();
    long stored = in.readLong();
    long openedAt = in.readLong();
    boolean sealed = in.readBoolean();
    Lineage lineage = Serialization.readLineage(in);
    ledger = new Ledger(origin, known, lineage);
    for (long seq = known; seq < first; seq++) {
      ledger.remember(in.readLong(), in.readLong());
    }
    for (Entry entry : Serialization.readEntries(in)) {
      ledger.put(entry.seq(), entry.at(), entry.draft());
    }
    ledger.touch(lastAt);
    ledger.restore(side, confirmed);
    ledger.restore(stored, openedAt, sealed);
  }
}
