package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** What the owner of a room answers. */
final class Reply {

  static final class OfAppend implements Travelling {
    private Appended appended;

    OfAppend() {}

    OfAppend(Appended appended) {
      this.appended = appended;
    }

    /** {@code asked} are the drafts that were appended, which an answer does not bring back. */
    Appended appended(List<Draft> asked) {
      List<Entry> entries = new ArrayList<>(asked.size());
      for (int i = 0; i < asked.size(); i++) {
        Entry entry = appended.entries().get(i);
        entries.add(
            appended.known().get(i) ? entry : new Entry(entry.seq(), entry.at(), asked.get(i)));
      }
      return new Appended(appended.epoch(), appended.head(), entries, appended.known());
    }

    @Override
    public int getClassId() {
      return Serialization.APPENDED;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
      out.writeLong(appended.epoch());
      out.writeLong(appended.head());
      out.writeLongArray(appended.known().toLongArray());
      out.writeInt(appended.entries().size());
      for (int i = 0; i < appended.entries().size(); i++) {
        Entry entry = appended.entries().get(i);
        out.writeLong(entry.seq());
        out.writeLong(entry.at());
        // Who has sent a new one need not be sent it back.
        boolean isNews = appended.known().get(i) && entry.draft() != null;
        out.writeByteArray(isNews ? entry.draft().bytes() : null);
      }
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
      long epoch = in.readLong();
      long head = in.readLong();
      BitSet known = BitSet.valueOf(in.readLongArray());
      List<Entry> entries = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        long seq = in.readLong();
        long at = in.readLong();
        byte[] draft = in.readByteArray();
        entries.add(new Entry(seq, at, draft == null ? null : Draft.of(draft)));
      }
      appended = new Appended(epoch, head, entries, known);
    }
  }

  static final class OfRead implements Travelling {
    private Slice slice;

    OfRead() {}

    OfRead(Slice slice) {
      this.slice = slice;
    }

    Slice slice() {
      return slice;
    }

    @Override
    public int getClassId() {
      return Serialization.SLICE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
      out.writeLong(slice.epoch());
      out.writeLong(slice.after());
      out.writeLong(slice.first());
      out.writeLong(slice.head());
      Serialization.writeEntries(out, slice.entries());
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
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

  private Reply() {}
}
