package chatnode.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.Map;

/** A write that means nothing, made as those of rooms are. True when the owner may number. */
final class Proof
    implements EntryProcessor<Integer, Long, Boolean>,
        IdentifiedDataSerializable,
        HazelcastInstanceAware {
  static final int TYPE = 3;
  private static final long serialVersionUID = 1L;

  private transient HazelcastInstance hazelcast;

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    hazelcast = instance;
  }

  @Override
  public Boolean process(Map.Entry<Integer, Long> entry) {
    entry.setValue(System.currentTimeMillis());
    return Votes.in(hazelcast).side().token() != Side.UNSETTLED;
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
  public void writeData(ObjectDataOutput out) {}

  @Override
  public void readData(ObjectDataInput in) {}
}
