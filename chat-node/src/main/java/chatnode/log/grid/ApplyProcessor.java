package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.Lineage;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Runs on a replica: "these messages have these numbers", true however often it is said. */
final class ApplyProcessor implements EntryProcessor<String, GridLedger, Object>, Travelling {
  private static final long serialVersionUID = 1L;
  private transient Origin origin;
  private transient long side;
  private transient long known;
  private transient long first;
  private transient long lastAt;
  private transient long confirmed;
  private transient long stored;
  private transient long openedAt;
  private transient boolean sealed;
  private transient Lineage lineage;
  private transient List<Entry> entries;
  private transient Runnable whenSent;

  ApplyProcessor() {}

  /** The state a ledger has after {@code entries} were added to it. */
  ApplyProcessor(Ledger ledger, List<Entry> entries) {
    this.origin = ledger.origin();
    this.side = ledger.side();
    this.known = ledger.known();
    this.first = ledger.first();
    this.lastAt = ledger.lastAt();
    this.confirmed = ledger.confirmed();
    this.stored = ledger.stored();
    this.openedAt = ledger.openedAt();
    this.sealed = ledger.isSealed();
    this.lineage = ledger.lineage();
    this.entries = entries;
  }

  /** {@code then} is run when this is written out for a replica. */
  void whenSent(Runnable then) {
    whenSent = then;
  }

  /** A replica's result is never looked at, so it stands for a processor with any result. */
  @SuppressWarnings("unchecked")
  <R> EntryProcessor<String, GridLedger, R> as() {
    return (EntryProcessor<String, GridLedger, R>) this;
  }

  @Override
  public Object process(Map.Entry<String, GridLedger> entry) {
    GridLedger kept = entry.getValue();
    if (kept == null || kept.ledger().epoch() != origin.epoch()) {
      kept = new GridLedger(renumbered(kept));
    }
    Ledger ledger = kept.ledger();
    ledger.raise(origin.turn());
    for (Entry each : entries) {
      ledger.put(each.seq(), each.at(), each.draft());
    }
    ledger.trimBelow(first, known);
    ledger.touch(lastAt);
    ledger.restore(side, confirmed);
    ledger.restore(stored, openedAt, sealed);
    entry.setValue(kept);
    return null;
  }

  /** Everything kept comes with the first outcome of an epoch; ids that came before stay known. */
  private Ledger renumbered(GridLedger before) {
    Ledger fresh = new Ledger(origin, before == null ? first : known, lineage);
    if (before != null && before.ledger().known() <= known && before.ledger().head() >= first - 1) {
      for (long seq = known; seq < first; seq++) {
        fresh.remember(before.ledger().at(seq), before.ledger().key(seq));
      }
      return fresh;
    }
    return new Ledger(origin, first, lineage);
  }

  @Override
  public EntryProcessor<String, GridLedger, Object> getBackupProcessor() {
    return null;
  }

  @Override
  public int getClassId() {
    return Serialization.APPLY;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    Serialization.writeOrigin(out, origin);
    out.writeLong(side);
    out.writeLong(known);
    out.writeLong(first);
    out.writeLong(lastAt);
    out.writeLong(confirmed);
    out.writeLong(stored);
    out.writeLong(openedAt);
    out.writeBoolean(sealed);
    Serialization.writeLineage(out, lineage);
    Serialization.writeEntries(out, entries);
    if (whenSent != null) {
      whenSent.run();
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    origin = Serialization.readOrigin(in);
    side = in.readLong();
    known = in.readLong();
    first = in.readLong();
    lastAt = in.readLong();
    confirmed = in.readLong();
    stored = in.readLong();
    openedAt = in.readLong();
    sealed = in.readBoolean();
    lineage = Serialization.readLineage(in);
    entries = Serialization.readEntries(in);
  }
}
