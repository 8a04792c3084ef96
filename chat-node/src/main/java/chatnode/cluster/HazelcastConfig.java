package chatnode.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.config.NetworkConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A member's configuration. Property names are those of Hazelcast's {@code ClusterProperty}. */
final class HazelcastConfig {
  /** Members are heard as often; the least time of silence that tells anything is twice that. */
  private static final int HEARD_EVERY = 1;

  static Config of(ClusterSettings settings) throws UnknownHostException {
    Config config = new Config().setClusterName(settings.name());
    letOnlyOwnersWrite(config);
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
    config.setProperty("hazelcast.tcp.join.port.try.count", "" + Search.PORTS_OF_A_HOST);
    config.setProperty("hazelcast.heartbeat.interval.seconds", "" + HEARD_EVERY);
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "" + silence(settings));
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "10");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    // A write whose replica did not answer fails, and is written again, instead of succeeding in
    // silence.
    config.setProperty("hazelcast.operation.fail.on.indeterminate.state", "true");
    config.setProperty("hazelcast.operation.backup.timeout.millis", "500");
    config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
    config.setProperty(
        "hazelcast.graceful.shutdown.max.wait", "" + settings.leaveTimeout().toSeconds());
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    int cores = Runtime.getRuntime().availableProcessors();
    // A member has a handful of connections: moving them between threads gains nothing.
    config.setProperty("hazelcast.io.balancer.interval.seconds", "0");
    config.setProperty("hazelcast.io.thread.count", "" + Math.min(3, cores));
    config.setProperty("hazelcast.operation.generic.thread.count", "" + Math.max(2, cores / 2));
  }

  /**
   * It is looked once a second how long a member has been silent: one that was last heard at 0 s is
   * to be gone by the timeout, and not a second later.
   */
  private static long silence(ClusterSettings settings) {
    return Math.max(2 * HEARD_EVERY, settings.heartbeatTimeout().toSeconds() - HEARD_EVERY);
  }

  /**
   * Whatever writes to a member leaves the writing to the I/O thread that owns the connection, and
   * that thread looks often. Under load, after a member was dropped, the others were seen to hear
   * nothing of one another for so long that they dropped each other too; with these settings and
   * more I/O threads they were not, in all runs but one of six with the settings alone. Why is not
   * proven: a write by another thread may leave a rest that wakes nobody
   * (NioOutboundPipeline.postProcessClean). Hazelcast reads two of them when its classes are
   * loaded.
   */
  private static void letOnlyOwnersWrite(Config config) {
    config.setProperty("hazelcast.io.write.through", "false");
    System.setProperty("hazelcast.io.selectionKeyWakeupEnabled", "false");
    System.setProperty("hazelcast.io.select.wait.time.millis", "100");
  }

  private static NetworkConfig network(ClusterSettings settings) throws UnknownHostException {
    NetworkConfig network =
        new NetworkConfig()
            .setPort(settings.port())
            .setPortAutoIncrement(true)
            .setPortCount(Search.PORTS);
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
      case STATIC ->
          join.getTcpIpConfig().setEnabled(true).setMembers(new Search(settings).members());
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
