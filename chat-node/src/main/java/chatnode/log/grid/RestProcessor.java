package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.Ledgers;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Reads what the store may not have of a room. Like any read it makes sure that its replica has it
 * too: what is stored keeps its number for good.
 */
final class RestProcessor
    implements EntryProcessor<String, GridLedger, Reply.OfRest>,
        Travelling,
        HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;
  private transient HazelcastInstance member;
  private transient ApplyProcessor unconfirmed;

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    member = hazelcast;
  }

  @Override
  public Reply.OfRest process(Map.Entry<String, GridLedger> entry) {
    if (entry.getValue() == null) {
      return null;
    }
    GridLedger stored = Keeper.of(member).ledger(entry);
    Ledger ledger = stored.ledger();
    boolean isChanged = stored != entry.getValue();
    if (isChanged) {
      entry.setValue(stored);
    }
    if (isChanged || ledger.confirmed() < ledger.head()) {
      unconfirmed = new ApplyProcessor(ledger, ledger.unconfirmed());
    }
    return new Reply.OfRest(new Ledgers.Unstored(ledger.origin(), ledger.unstored()));
  }

  @Override
  public EntryProcessor<String, GridLedger, Reply.OfRest> getBackupProcessor() {
    return unconfirmed == null ? null : unconfirmed.as();
  }

  @Override
  public int getClassId() {
    return Serialization.REST;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
  }
}
