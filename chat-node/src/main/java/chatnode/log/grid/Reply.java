package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.Ledgers;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What the owner of a room answers. */
final class Reply {

  /** One that only counts when a replica was sent what it is about, or need not be. */
  abstract static class Sure implements Travelling {
    static final byte SENT = 1;
    private byte sent = SENT;

    /** From here on a replica has yet to be sent it. */
    final void needsReplica() {
      sent = 0;
    }

    final boolean isSure() {
      return sent == SENT;
    }

    abstract long epoch();

    abstract void write(ObjectDataOutput out) throws IOException;

    abstract void read(ObjectDataInput in) throws IOException;

    @Override
    public final void writeData(ObjectDataOutput out) throws IOException {
      write(out);
      out.writeByte(sent); // the last one: see SureProcessor
    }

    @Override
    public final void readData(ObjectDataInput in) throws IOException {
      read(in);
      sent = in.readByte();
    }
  }

  static final class OfAppend extends Sure {
    private Appended appended;

    OfAppend() {}

    /** Who has sent new ones need not be sent them back, unless they were changed since. */
    OfAppend(Appended appended, List<Draft> asked) {
      List<Entry> entries = new ArrayList<>(asked.size());
      for (int i = 0; i < asked.size(); i++) {
        Entry entry = appended.entries().get(i);
        boolean isNews = appended.known().get(i) || entry.draft() != asked.get(i);
        entries.add(isNews ? entry : new Entry(entry.seq(), entry.at(), null));
      }
      this.appended = with(appended, entries);
    }

    private static Appended with(Appended appended, List<Entry> entries) {
      return new Appended(
          appended.origin(), appended.head(), appended.stored(), entries, appended.known());
    }

    /** {@code asked} are the drafts that were appended, which an answer does not bring back. */
    Appended appended(List<Draft> asked) {
      List<Entry> entries = new ArrayList<>(asked.size());
      for (int i = 0; i < asked.size(); i++) {
        Entry entry = appended.entries().get(i);
        boolean isAsAsked = !appended.known().get(i) && entry.draft() == null;
        entries.add(isAsAsked ? new Entry(entry.seq(), entry.at(), asked.get(i)) : entry);
      }
      return with(appended, entries);
    }

    @Override
    long epoch() {
      return appended.epoch();
    }

    @Override
    public int getClassId() {
      return Serialization.APPENDED;
    }

    @Override
    void write(ObjectDataOutput out) throws IOException {
      Serialization.writeOrigin(out, appended.origin());
      out.writeLong(appended.head());
      out.writeLong(appended.stored());
      out.writeLongArray(appended.known().toLongArray());
      out.writeInt(appended.entries().size());
      for (Entry entry : appended.entries()) {
        out.writeLong(entry.seq());
        out.writeLong(entry.at());
        out.writeByteArray(entry.draft() == null ? null : entry.draft().bytes());
      }
    }

    @Override
    void read(ObjectDataInput in) throws IOException {
      Origin origin = Serialization.readOrigin(in);
      long head = in.readLong();
      long stored = in.readLong();
      BitSet known = BitSet.valueOf(in.readLongArray());
      List<Entry> entries = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        long seq = in.readLong();
        long at = in.readLong();
        byte[] draft = in.readByteArray();
        entries.add(new Entry(seq, at, draft == null ? null : Draft.of(draft)));
      }
      appended = new Appended(origin, head, stored, entries, known);
    }
  }

  static final class OfRead extends Sure {
    private Slice slice;

    OfRead() {}

    OfRead(Slice slice) {
      this.slice = slice;
    }

    Slice slice() {
      return slice;
    }

    @Override
    long epoch() {
      return slice.epoch();
    }

    @Override
    public int getClassId() {
      return Serialization.SLICE;
    }

    @Override
    void write(ObjectDataOutput out) throws IOException {
      out.writeLong(slice.epoch());
      out.writeLong(slice.after());
      out.writeLong(slice.first());
      out.writeLong(slice.head());
      Serialization.writeEntries(out, slice.entries());
    }

    @Override
    void read(ObjectDataInput in) throws IOException {
      slice =
          new Slice(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              Serialization.readEntries(in));
    }
  }

  static final class OfHead implements Travelling {
    private RoomLog.Head head;

    OfHead() {}

    OfHead(RoomLog.Head head) {
      this.head = head;
    }

    RoomLog.Head head() {
      return head;
    }

    @Override
    public int getClassId() {
      return Serialization.HEAD;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
      out.writeLong(head.epoch());
      out.writeLong(head.seq());
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
      head = new RoomLog.Head(in.readLong(), in.readLong());
    }
  }

  /** What the store may not have. */
  static final class OfRest extends Sure {
    private Ledgers.Unstored unstored;

    OfRest() {}

    OfRest(Ledgers.Unstored unstored) {
      this.unstored = unstored;
    }

    Ledgers.Unstored unstored() {
      return unstored;
    }

    @Override
    long epoch() {
      return unstored.origin().epoch();
    }

    @Override
    public int getClassId() {
      return Serialization.UNSTORED;
    }

    @Override
    void write(ObjectDataOutput out) throws IOException {
      Serialization.writeOrigin(out, unstored.origin());
      Serialization.writeEntries(out, unstored.entries());
    }

    @Override
    void read(ObjectDataInput in) throws IOException {
      unstored = new Ledgers.Unstored(Serialization.readOrigin(in), Serialization.readEntries(in));
    }
  }

  static final class OfSeal implements Travelling {
    private Store.Closing closing;

    OfSeal() {}

    OfSeal(Store.Closing closing) {
      this.closing = closing;
    }

    Store.Closing closing() {
      return closing;
    }

    @Override
    public int getClassId() {
      return Serialization.SEALED;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
      out.writeString(closing.room());
      out.writeLong(closing.epoch());
      out.writeLong(closing.turn());
      out.writeLong(closing.head());
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
      closing = new Store.Closing(in.readString(), in.readLong(), in.readLong(), in.readLong());
    }
  }

  private Reply() {}
}
