package chatnode.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A member's configuration. Property names are those of Hazelcast's {@code ClusterProperty}. */
final class HazelcastConfig {
  private static final int PORTS = 20;

  static Config of(ClusterSettings settings) throws UnknownHostException {
    Config config = new Config().setClusterName(settings.name());
    properties(config, settings);
    config.setNetworkConfig(network(settings));
    // What vertx-hazelcast needs and declares only in its own default file.
    config.addMultiMapConfig(
        new MultiMapConfig("__vertx.subs")
            .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
    config.getMetricsConfig().setEnabled(false);
    config.getSerializationConfig().setJavaSerializationFilterConfig(filter());
    return config;
  }

  private static void properties(Config config, ClusterSettings settings) {
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "jdk");
    config.setProperty("hazelcast.logging.details.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.tcp.join.port.try.count", "3");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty(
        "hazelcast.max.no.heartbeat.seconds", "" + settings.heartbeatTimeout().toSeconds());
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "10");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    // A write whose replica did not answer fails, and is written again, instead of succeeding in
    // silence.
    config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
    config.setProperty("hazelcast.operation.backup.timeout.millis", "1000");
    config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
    config.setProperty("hazelcast.graceful.shutdown.max.wait", "60");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    int cores = Runtime.getRuntime().availableProcessors();
    config.setProperty("hazelcast.io.thread.count", "" + Math.min(3, cores));
    config.setProperty("hazelcast.operation.generic.thread.count", "" + Math.max(2, cores / 2));
  }

  private static NetworkConfig network(ClusterSettings settings) throws UnknownHostException {
    NetworkConfig network =
        new NetworkConfig().setPort(settings.port()).setPortAutoIncrement(true).setPortCount(PORTS);
    if (settings.publicAddress() != null) {
      network.setPublicAddress(settings.publicAddress());
    }
    network
        .getInterfaces()
        .setEnabled(true)
        .addInterface(InetAddress.getByName(settings.host()).getHostAddress());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    switch (settings.discovery()) {
      case STATIC -> join.getTcpIpConfig().setEnabled(true).setMembers(members(settings));
      case MULTICAST -> join.getMulticastConfig().setEnabled(true);
      case DNS ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("service-dns", settings.join().get(0));
      case KUBERNETES ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("service-name", settings.join().get(0));
    }
    return network;
  }

  private static List<String> members(ClusterSettings settings) {
    if (!settings.join().isEmpty()) {
      return settings.join();
    }
    List<String> here = new ArrayList<>();
    for (int i = 0; i < PORTS; i++) {
      here.add(settings.host() + ":" + (settings.port() + i));
    }
    return here;
  }

  /**
   * Only what the cluster itself sends is read, should anyone get at a member's port: its own
   * classes, and the JDK's that an exception consists of, since failures travel by Java
   * serialization and a call whose failure cannot be read hangs until its timeout.
   */
  private static JavaSerializationFilterConfig filter() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter
        .getWhitelist()
        .addPrefixes("com.hazelcast.", "io.vertx.spi.cluster.hazelcast.", "chatnode.log.")
        .addPrefixes("java.lang.", "java.util.", "java.io.", "java.net.", "[");
    return filter;
  }

  private HazelcastConfig() {}
}
