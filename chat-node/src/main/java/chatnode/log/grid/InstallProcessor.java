package chatnode.log.grid;

import chatnode.log.Births;
import chatnode.log.Ledger;
import chatnode.log.RoomLog;
import chatnode.store.Store;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings a room in from the store, if this is whom its owner gave the ticket last. One that is
 * there already stays, but learns that somebody else has taken a turn.
 */
final class InstallProcessor
    implements EntryProcessor<String, GridLedger, Object>, Travelling, HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;
  private transient long ticket;
  private transient Store.Opened opened;
  private transient RoomLog.Head delivered;
  private transient HazelcastInstance member;
  private transient EntryProcessor<String, GridLedger, Object> outcome;

  InstallProcessor() {}

  /** {@code delivered} may be null. */
  InstallProcessor(long ticket, Store.Opened opened, RoomLog.Head delivered) {
    this.ticket = ticket;
    this.opened = opened;
    this.delivered = delivered;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    member = hazelcast;
  }

  @Override
  public Object process(Map.Entry<String, GridLedger> entry) {
    Keeper keeper = Keeper.of(member);
    long side = keeper.settledSide();
    GridLedger known = entry.getValue();
    boolean isNext = keeper.tickets().take(entry.getKey(), ticket, side);
    if (isNext && (known == null || known.ledger().isSealed())) {
      Ledger ledger = Births.of(opened, side, delivered, keeper.now().getAsLong());
      keeper.memory().add(ledger.memory() - (known == null ? 0 : known.ledger().memory()));
      entry.setValue(new GridLedger(ledger));
      outcome = new ReplaceProcessor(new GridLedger(ledger.copy()));
    } else if (known != null) {
      known.ledger().raise(opened.origin().turn() + 1);
      entry.setValue(known);
      outcome = new ApplyProcessor(known.ledger(), known.ledger().unconfirmed()).as();
    }
    return null;
  }

  @Override
  public EntryProcessor<String, GridLedger, Object> getBackupProcessor() {
    return outcome;
  }

  @Override
  public int getClassId() {
    return Serialization.INSTALL;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeLong(ticket);
    out.writeLong(delivered == null ? 0 : delivered.epoch());
    out.writeLong(delivered == null ? 0 : delivered.seq());
    Serialization.writeOrigin(out, opened.origin());
    out.writeLong(opened.head());
    out.writeLong(opened.lastAt());
    Serialization.writeEntries(out, opened.entries());
    out.writeInt(opened.ids().size());
    for (Store.Id id : opened.ids()) {
      out.writeLong(id.at());
      out.writeLong(id.key());
    }
    out.writeInt(opened.line().size());
    for (Store.Shared each : opened.line()) {
      out.writeLong(each.epoch());
      out.writeLong(each.seq());
    }
    Serialization.writeEntries(out, opened.strays());
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    ticket = in.readLong();
    RoomLog.Head place = new RoomLog.Head(in.readLong(), in.readLong());
    delivered = place.epoch() == 0 ? null : place;
    opened =
        new Store.Opened(
            Serialization.readOrigin(in),
            in.readLong(),
            in.readLong(),
            Serialization.readEntries(in),
            readIds(in),
            readLine(in),
            Serialization.readEntries(in));
  }

  private static List<Store.Id> readIds(ObjectDataInput in) throws IOException {
    List<Store.Id> ids = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      ids.add(new Store.Id(in.readLong(), in.readLong()));
    }
    return ids;
  }

  private static List<Store.Shared> readLine(ObjectDataInput in) throws IOException {
    List<Store.Shared> line = new ArrayList<>();
    for (int count = in.readInt(); count > 0; count--) {
      line.add(new Store.Shared(in.readLong(), in.readLong()));
    }
    return line;
  }
}
