package chatnode.log.grid;

import chatnode.log.Appended;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;

/** What the owner of a room answers. */
final class Reply {

  static final class OfAppend implements Travelling {
    private Appended appended;

    OfAppend() {}

    OfAppend(Appended appended) {
      this.appended = appended;
    }

    Appended appended() {
      return appended;
    }

    @Override
    public int getClassId() {
      return Serialization.APPENDED;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
      out.writeLong(appended.epoch());
      out.writeLongArray(appended.seqs());
      out.writeLongArray(appended.times());
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
      appended = new Appended(in.readLong(), in.readLongArray(), in.readLongArray());
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
      out.writeLong(slice.first());
      out.writeLong(slice.head());
      Serialization.writeEntries(out, slice.entries());
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
      slice = new Slice(in.readLong(), in.readLong(), in.readLong(), Serialization.readEntries(in));
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
