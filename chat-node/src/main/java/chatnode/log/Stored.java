package chatnode.log;

import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** A class of the log that travels between nodes. */
interface Stored extends IdentifiedDataSerializable {
  @Override
  default int getFactoryId() {
    return Serialization.FACTORY;
  }
}
