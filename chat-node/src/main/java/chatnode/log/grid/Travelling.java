package chatnode.log.grid;

import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/** A class of the log that travels between nodes. */
interface Travelling extends IdentifiedDataSerializable {
  @Override
  default int getFactoryId() {
    return Serialization.FACTORY;
  }
}
