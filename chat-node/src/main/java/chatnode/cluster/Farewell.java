package chatnode.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Tells the member it is sent to that another one is about to leave. */
final class Farewell
    implements Callable<Boolean>, HazelcastInstanceAware, IdentifiedDataSerializable {
  static final int TYPE = 2;

  private UUID leaver;
  private HazelcastInstance hazelcast;

  Farewell() {}

  Farewell(UUID leaver) {
    this.leaver = leaver;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    hazelcast = instance;
  }

  @Override
  public Boolean call() {
    Votes.in(hazelcast).side().departs(leaver);
    return true;
  }

  @Override
  public int getFactoryId() {
    return AreYouWithMe.FACTORY;
  }

  @Override
  public int getClassId() {
    return TYPE;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    AreYouWithMe.write(out, leaver);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    leaver = AreYouWithMe.read(in);
  }
}
