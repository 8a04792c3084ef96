package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.Batch;
import chatnode.log.Ledger;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.protocol.Draft;
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
 * Runs where the room lives: numbers a batch of drafts, once each however often it runs.
 *
 * <p>The replica is sent the outcome, not the rule: one that missed an earlier batch would
 * otherwise number differently. It is sent everything not yet known to be there, so that trying
 * again, and the next append by anyone, mends a replica that lacks something.
 */
final class AppendProcessor
    implements EntryProcessor<String, GridLedger, Reply.OfAppend>,
        Travelling,
        HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;
  private transient List<Draft> drafts;
  private transient Retention keep;
  private transient RoomLog.Confirmed confirmed;
  private transient LongSupplier side;
  private transient ApplyProcessor outcome;

  AppendProcessor() {}

  AppendProcessor(List<Draft> drafts, Retention keep, RoomLog.Confirmed confirmed) {
    this.drafts = drafts;
    this.keep = keep;
    this.confirmed = confirmed;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    side = GridRoomLog.side(hazelcast);
  }

  @Override
  public Reply.OfAppend process(Map.Entry<String, GridLedger> entry) {
    GridLedger stored = entry.getValue() == null ? GridLedger.fresh() : entry.getValue();
    stored.renewFor(side.getAsLong());
    Ledger ledger = stored.ledger();
    if (confirmed.epoch() == ledger.epoch()) {
      ledger.confirm(confirmed.seq());
    }
    Appended appended = Batch.append(ledger, drafts, System.currentTimeMillis(), keep);
    entry.setValue(stored);
    outcome = new ApplyProcessor(ledger, ledger.unconfirmed());
    return new Reply.OfAppend(appended);
  }

  @Override
  public EntryProcessor<String, GridLedger, Reply.OfAppend> getBackupProcessor() {
    return outcome.as();
  }

  @Override
  public int getClassId() {
    return Serialization.APPEND;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeInt(keep.messages());
    out.writeLong(keep.bytes());
    out.writeLong(confirmed.epoch());
    out.writeLong(confirmed.seq());
    Serialization.writeDrafts(out, drafts);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    keep = new Retention(in.readInt(), in.readLong());
    confirmed = new RoomLog.Confirmed(in.readLong(), in.readLong());
    drafts = Serialization.readDrafts(in);
  }
}
