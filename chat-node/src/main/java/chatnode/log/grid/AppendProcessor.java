package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.Batch;
import chatnode.log.Ledger;
import chatnode.log.RoomLog;
import chatnode.protocol.Draft;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Runs where the room lives: numbers a batch of drafts, once each however often it runs.
 *
 * <p>The replica is sent the outcome, not the rule: one that missed an earlier batch would
 * otherwise number differently. It is sent everything not yet known to be there, so that trying
 * again, and the next append by anyone, mends a replica that lacks something.
 */
final class AppendProcessor extends SureProcessor<Reply.OfAppend> {
  private static final long serialVersionUID = 1L;
  private transient List<Draft> drafts;
  private transient BitSet stored;
  private transient RoomLog.Head confirmed;

  AppendProcessor() {}

  /** {@code confirmed} is how far the caller knows the room to be held by its replica. */
  AppendProcessor(List<Draft> drafts, BitSet stored, RoomLog.Head confirmed) {
    this.drafts = drafts;
    this.stored = stored;
    this.confirmed = confirmed;
  }

  @Override
  Reply.Sure answer(Map.Entry<String, GridLedger> entry, Keeper keeper) {
    GridLedger kept = keeper.openLedger(entry);
    Ledger ledger = kept.ledger();
    if (Batch.isTooMuch(ledger, drafts, keeper.memory(), keeper.keep())) {
      throw new OutOfMemory();
    }
    if (confirmed.epoch() == ledger.epoch()) {
      ledger.confirm(confirmed.seq());
    }
    long before = ledger.memory();
    long now = keeper.now().getAsLong();
    Appended appended = Batch.append(ledger, drafts, stored, now, keeper.keep());
    Reply.OfAppend reply = new Reply.OfAppend(appended, drafts);
    keeper.memory().add(ledger.memory() - before);
    entry.setValue(kept);
    changed(ledger);
    return reply;
  }

  @Override
  public int getClassId() {
    return Serialization.APPEND;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeLong(confirmed.epoch());
    out.writeLong(confirmed.seq());
    Serialization.writeDrafts(out, drafts);
    out.writeLongArray(stored.toLongArray());
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    confirmed = new RoomLog.Head(in.readLong(), in.readLong());
    drafts = Serialization.readDrafts(in);
    stored = BitSet.valueOf(in.readLongArray());
  }
}
