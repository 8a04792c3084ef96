package chatnode.log.grid;

import chatnode.log.Ledger;
import chatnode.log.RoomLog;
import chatnode.store.Store;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Map;

/**
 * Makes room, in two steps for a room that leaves memory: sealed, it takes no more until the store
 * knows that it was closed; then it goes. Of any other room no more is kept than has to be.
 */
final class TidyProcessor
    implements EntryProcessor<String, GridLedger, Reply.OfSeal>,
        Travelling,
        HazelcastInstanceAware {
  private enum Step {
    SEAL,
    FORGET,
    SQUEEZE,
    RENEW,
    /** Of a replica, which follows whatever it knows itself. */
    DROP
  }

  private static final long serialVersionUID = 1L;
  private transient Step step;
  private transient long idleBefore;
  private transient Store.Closing about;
  private transient HazelcastInstance member;
  private transient EntryProcessor<String, GridLedger, Reply.OfSeal> outcome;

  TidyProcessor() {}

  private TidyProcessor(Step step, long idleBefore, Store.Closing about) {
    this.step = step;
    this.idleBefore = idleBefore;
    this.about = about;
  }

  static TidyProcessor seal(long idleBefore) {
    return new TidyProcessor(Step.SEAL, idleBefore, null);
  }

  static TidyProcessor forget(Store.Closing sealed) {
    return new TidyProcessor(Step.FORGET, 0, sealed);
  }

  static TidyProcessor squeeze() {
    return new TidyProcessor(Step.SQUEEZE, 0, null);
  }

  static TidyProcessor renew(String room, RoomLog.Head place) {
    Store.Closing taken = new Store.Closing(room, place.epoch(), 0, place.seq());
    return new TidyProcessor(Step.RENEW, 0, taken);
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance hazelcast) {
    member = hazelcast;
  }

  @Override
  public Reply.OfSeal process(Map.Entry<String, GridLedger> entry) {
    if (entry.getValue() == null || step == Step.DROP) {
      entry.setValue(null);
      return null;
    }
    Ledger ledger = entry.getValue().ledger();
    return switch (step) {
      case SEAL -> seal(entry, ledger);
      case FORGET -> forget(entry, ledger);
      case RENEW -> renew(entry, ledger);
      default -> squeeze(entry, ledger);
    };
  }

  private Reply.OfSeal seal(Map.Entry<String, GridLedger> entry, Ledger ledger) {
    Store.Closing closing = ledger.seal(entry.getKey(), idleBefore, Keeper.of(member).keep());
    if (closing == null) {
      return null;
    }
    changed(entry, ledger);
    return new Reply.OfSeal(closing);
  }

  private Reply.OfSeal forget(Map.Entry<String, GridLedger> entry, Ledger ledger) {
    if (ledger.isSealedAs(about)) {
      entry.setValue(null);
      Keeper.of(member).memory().add(-ledger.memory());
      outcome = new TidyProcessor(Step.DROP, 0, null);
    }
    return null;
  }

  private Reply.OfSeal renew(Map.Entry<String, GridLedger> entry, Ledger ledger) {
    long now = Keeper.of(member).now().getAsLong();
    if (ledger.isWhole() && ledger.renew(about.epoch(), about.head(), now)) {
      changed(entry, ledger);
    }
    return null;
  }

  private Reply.OfSeal squeeze(Map.Entry<String, GridLedger> entry, Ledger ledger) {
    if (ledger.isWhole()) {
      Keeper keeper = Keeper.of(member);
      long before = ledger.memory();
      ledger.squeeze(keeper.now().getAsLong(), keeper.keep(), keeper.memory().isFull());
      keeper.memory().add(ledger.memory() - before);
      changed(entry, ledger);
    }
    return null;
  }

  private void changed(Map.Entry<String, GridLedger> entry, Ledger ledger) {
    entry.setValue(entry.getValue());
    outcome = new ApplyProcessor(ledger, ledger.unconfirmed()).as();
  }

  @Override
  public EntryProcessor<String, GridLedger, Reply.OfSeal> getBackupProcessor() {
    return outcome;
  }

  @Override
  public int getClassId() {
    return Serialization.TIDY;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    Serialization.writeVersion(out);
    out.writeByte(step.ordinal());
    out.writeLong(idleBefore);
    out.writeBoolean(about != null);
    if (about != null) {
      new Reply.OfSeal(about).writeData(out);
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    Serialization.readVersion(in);
    step = Step.values()[in.readByte()];
    idleBefore = in.readLong();
    if (in.readBoolean()) {
      Reply.OfSeal reply = new Reply.OfSeal();
      reply.readData(in);
      about = reply.closing();
    }
  }
}
