package chatnode.log.grid;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Forgets a room that nobody has written to since {@code before}; it comes back with a new epoch.
 */
final class DropIdleProcessor implements EntryProcessor<String, GridLedger, Boolean>, Travelling {
  private static final long serialVersionUID = 1L;
  private transient long before;
  private transient boolean dropped;

  DropIdleProcessor() {}

  DropIdleProcessor(long before) {
    this.before = before;
  }

  @Override
  public Boolean process(Map.Entry<String, GridLedger> entry) {
    if (entry.getValue() == null || entry.getValue().ledger().lastAt() >= before) {
      return false;
    }
    entry.setValue(null);
    dropped = true;
    return true;
  }

  /** The replica follows, whatever it thinks of the time. */
  @Override
  public EntryProcessor<String, GridLedger, Boolean> getBackupProcessor() {
    return dropped ? new DropIdleProcessor(Long.MAX_VALUE) : null;
  }

  @Override
  public int getClassId() {
    return Serialization.DROP_IDLE;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeLong(before);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    before = in.readLong();
  }
}
