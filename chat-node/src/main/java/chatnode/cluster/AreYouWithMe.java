package chatnode.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;

/** A vote, cast by the member it is sent to. */
final class AreYouWithMe
    implements Callable<Long>, HazelcastInstanceAware, IdentifiedDataSerializable {
  static final int FACTORY = 2;
  static final int TYPE = 1;

  private UUID asker;
  private Set<UUID> gone = new HashSet<>();
  private HazelcastInstance hazelcast;

  AreYouWithMe() {}

  AreYouWithMe(UUID asker, Set<UUID> gone) {
    this.asker = asker;
    this.gone = gone;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    hazelcast = instance;
  }

  @Override
  public Long call() {
    return Votes.in(hazelcast).side().isWith(asker, gone);
  }

  @Override
  public int getFactoryId() {
    return FACTORY;
  }

  @Override
  public int getClassId() {
    return TYPE;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    write(out, asker);
    out.writeInt(gone.size());
    for (UUID id : gone) {
      write(out, id);
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    asker = read(in);
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      gone.add(read(in));
    }
  }

  static void write(ObjectDataOutput out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  static UUID read(ObjectDataInput in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
