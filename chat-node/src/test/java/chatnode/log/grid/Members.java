package chatnode.log.grid;

import chatnode.log.KeptMemory;
import chatnode.log.Retention;
import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;

/** Hazelcast members in this JVM which hold ledgers. */
final class Members {
  static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 1 << 20, Duration.ofMinutes(10), false);

  /** Those with the same name and first port find each other. */
  static HazelcastInstance start(String cluster, int firstPort, KeptMemory memory) {
    Config config = new Config().setClusterName(cluster);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
    NetworkConfig network = config.getNetworkConfig().setPort(firstPort);
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getMulticastConfig().setEnabled(false);
    network.getJoin().getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + firstPort);
    GridLedgers.configure(config, 1, KEEP, memory);
    return Hazelcast.newHazelcastInstance(config);
  }

  private Members() {}
}
