package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.RoomLog;
import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.util.Map;

/** Reads where a room stands, creating nothing. */
final class HeadProcessor
    implements EntryProcessor<String, GridLedger, Reply.OfHead>, ReadOnly, Travelling {
  private static final long serialVersionUID = 1L;

  @Override
  public Reply.OfHead process(Map.Entry<String, GridLedger> entry) {
    if (entry.getValue() == null) {
      return null;
    }
    Ledger ledger = entry.getValue().ledger();
    return new Reply.OfHead(new RoomLog.Head(ledger.epoch(), ledger.head()));
  }

  @Override
  public EntryProcessor<String, GridLedger, Reply.OfHead> getBackupProcessor() {
    return null;
  }

  @Override
  public int getClassId() {
    return Serialization.HEADS;
  }

  @Override
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
