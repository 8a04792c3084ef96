package chatnode.log.grid;

import chatnode.log.Ledger;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Makes room: forgets a room that nobody has written to since {@code before}, which comes back with
 * a new epoch; of any other it keeps no more than has to be.
 */
final class TidyProcessor
    implements EntryProcessor<String, GridLedger, Object>, Travelling, HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;

  /** For the replica, which follows whatever it thinks of the time. */
  private static final long ALWAYS = Long.MAX_VALUE;

  private transient long before;
  private transient HazelcastInstance member;
  private transient EntryProcessor<String, GridLedger, Object> outcome;

  TidyProcessor() {}

  private TidyProcessor(long before) {
    this.before = before;
  }

  static TidyProcessor forget(long before) {
    return new TidyProcessor(before);
  }

  static TidyProcessor squeeze() {
    return new TidyProcessor(Long.MIN_VALUE);
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    member = hazelcast;
  }

  @Override
  public Object process(Map.Entry<String, GridLedger> entry) {
    if (entry.getValue() == null || before == ALWAYS) {
      entry.setValue(null);
      return null;
    }
    Keeper keeper = Keeper.of(member);
    Ledger ledger = entry.getValue().ledger();
    long memory = ledger.memory();
    if (ledger.lastAt() < before) {
      entry.setValue(null);
      keeper.memory().add(-memory);
      outcome = new TidyProcessor(ALWAYS);
      return null;
    }
    if (ledger.isWhole()) {
      ledger.squeeze(keeper.now().getAsLong(), keeper.keep());
      keeper.memory().add(ledger.memory() - memory);
      entry.setValue(entry.getValue());
      outcome = new ApplyProcessor(ledger, ledger.unconfirmed());
    }
    return null;
  }

  @Override
  public EntryProcessor<String, GridLedger, Object> getBackupProcessor() {
    return outcome;
  }

  @Override
  public int getClassId() {
    return Serialization.TIDY;
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
