package chatnode.log.grid;

import chatnode.log.Ledgers.Stretch;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells many rooms at once, and their replicas, what the store has of them. */
final class StoredProcessor implements EntryProcessor<String, GridLedger, Object>, Travelling {
  private static final long serialVersionUID = 1L;
  private transient Map<String, List<Stretch>> stretches;

  StoredProcessor() {}

  StoredProcessor(Map<String, List<Stretch>> stretches) {
    this.stretches = stretches;
  }

  @Override
  public Object process(Map.Entry<String, GridLedger> entry) {
    GridLedger stored = entry.getValue();
    if (stored != null) {
      stored.ledger().stored(stretches.getOrDefault(entry.getKey(), List.of()));
      entry.setValue(stored);
    }
    return null;
  }

  @Override
  public EntryProcessor<String, GridLedger, Object> getBackupProcessor() {
    return this;
  }

  @Override
  public int getClassId() {
    return Serialization.STORED;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeInt(stretches.size());
    for (Map.Entry<String, List<Stretch>> room : stretches.entrySet()) {
      out.writeString(room.getKey());
      out.writeInt(room.getValue().size());
      for (Stretch each : room.getValue()) {
        out.writeLong(each.epoch());
        out.writeLong(each.from());
        out.writeLong(each.to());
      }
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    stretches = new HashMap<>();
    for (int rooms = in.readInt(); rooms > 0; rooms--) {
      List<Stretch> all = new ArrayList<>();
      stretches.put(in.readString(), all);
      for (int count = in.readInt(); count > 0; count--) {
        all.add(new Stretch(in.readLong(), in.readLong(), in.readLong()));
      }
    }
  }
}
