package chatnode.log.grid;

import chatnode.log.Lineage;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the log's classes travel between nodes: by number, never by Java serialization.
 *
 * <p>{@link #VERSION} opens every one of them. A node that meets another version says so instead of
 * misreading it.
 */
final class Serialization implements DataSerializableFactory {
  static final int FACTORY = 1;
  static final int LEDGER = 1;
  static final int APPEND = 2;
  static final int APPLY = 3;
  static final int READ = 4;
  static final int HEADS = 5;
  static final int TIDY = 6;
  static final int APPENDED = 7;
  static final int SLICE = 8;
  static final int HEAD = 9;
  static final int INSTALL = 10;
  static final int STORED = 11;
  static final int REST = 12;
  static final int UNSTORED = 13;
  static final int SEALED = 14;
  static final int REPLACE = 15;
  private static final byte VERSION = 5;

  @Override
  public IdentifiedDataSerializable create(int typeId) {
    return switch (typeId) {
      case LEDGER -> new GridLedger();
      case APPEND -> new AppendProcessor();
      case APPLY -> new ApplyProcessor();
      case READ -> new ReadProcessor();
      case HEADS -> new HeadProcessor();
      case TIDY -> new TidyProcessor();
      case APPENDED -> new Reply.OfAppend();
      case SLICE -> new Reply.OfRead();
      case HEAD -> new Reply.OfHead();
      case INSTALL -> new InstallProcessor();
      case STORED -> new StoredProcessor();
      case REST -> new RestProcessor();
      case UNSTORED -> new Reply.OfRest();
      case SEALED -> new Reply.OfSeal();
      case REPLACE -> new ReplaceProcessor();
      default -> throw new IllegalArgumentException("no class of the log has number " + typeId);
    };
  }

  static void writeVersion(ObjectDataOutput out) throws IOException {
    out.writeByte(VERSION);
  }

  static void readVersion(ObjectDataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("this node reads log version " + VERSION + ", not " + version);
    }
  }

  static void writeOrigin(ObjectDataOutput out, Origin origin) throws IOException {
    out.writeLong(origin.epoch());
    out.writeLong(origin.turn());
    out.writeLong(origin.parent());
    out.writeLong(origin.after());
  }

  static Origin readOrigin(ObjectDataInput in) throws IOException {
    return new Origin(in.readLong(), in.readLong(), in.readLong(), in.readLong());
  }

  static void writeLineage(ObjectDataOutput out, Lineage lineage) throws IOException {
    out.writeInt(lineage.shared().size());
    for (Lineage.Shared each : lineage.shared()) {
      out.writeLong(each.epoch());
      out.writeLong(each.seq());
    }
  }

  static Lineage readLineage(ObjectDataInput in) throws IOException {
    int count = in.readInt();
    List<Lineage.Shared> shared = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      shared.add(new Lineage.Shared(in.readLong(), in.readLong()));
    }
    return new Lineage(List.copyOf(shared));
  }

  static void writeDrafts(ObjectDataOutput out, List<Draft> drafts) throws IOException {
    out.writeInt(drafts.size());
    for (Draft draft : drafts) {
      out.writeByteArray(draft.bytes());
    }
  }

  static List<Draft> readDrafts(ObjectDataInput in) throws IOException {
    int count = in.readInt();
    List<Draft> drafts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      drafts.add(Draft.of(in.readByteArray()));
    }
    return drafts;
  }

  static void writeEntries(ObjectDataOutput out, List<Entry> entries) throws IOException {
    out.writeInt(entries.size());
    for (Entry entry : entries) {
      out.writeLong(entry.seq());
      out.writeLong(entry.at());
      out.writeByteArray(entry.draft().bytes());
    }
  }

  static List<Entry> readEntries(ObjectDataInput in) throws IOException {
    int count = in.readInt();
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(in.readLong(), in.readLong(), Draft.of(in.readByteArray())));
    }
    return entries;
  }
}
