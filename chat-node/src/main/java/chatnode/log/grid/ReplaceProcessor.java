package chatnode.log.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/** Runs on a replica: whatever is there, this is the room now. */
final class ReplaceProcessor implements EntryProcessor<String, GridLedger, Object>, Travelling {
  private static final long serialVersionUID = 1L;
  private transient GridLedger ledger = new GridLedger();

  ReplaceProcessor() {}

  ReplaceProcessor(GridLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Object process(Map.Entry<String, GridLedger> entry) {
    entry.setValue(ledger);
    return null;
  }

  @Override
  public EntryProcessor<String, GridLedger, Object> getBackupProcessor() {
    return null;
  }

  @Override
  public int getClassId() {
    return Serialization.REPLACE;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    ledger.writeData(out);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    ledger.readData(in);
  }
}
