package chatnode.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.transport.Transport;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** This node's place in the cluster: a clustered Vert.x and the Hazelcast member inside it. */
final class Cluster {
  private static final int REFRESH_MS = 10_000;
  private static final int ASSERT_MS = 2000;
  private static final Logger LOG = Logger.getLogger(Cluster.class.getName());

  private final Vertx vertx;
  private final SteadyClusterManager manager;
  private final Votes votes;
  private final Side side;
  private final List<Long> timers = new CopyOnWriteArrayList<>();
  private final Copying copying = new Copying();
  private final Lookout lookout;
  private final Proofs proofs;

  private Cluster(Vertx vertx, SteadyClusterManager manager, ClusterSettings settings) {
    this.vertx = vertx;
    this.manager = manager;
    this.votes = Votes.in(manager.getHazelcastInstance());
    this.side = votes.side();
    this.proofs = new Proofs(vertx, manager.getHazelcastInstance());
    this.lookout = new Lookout(vertx, manager.getHazelcastInstance(), votes, settings);
  }

  /** Joins. {@code more} adds to the member's configuration what others keep in it. */
  static Future<Cluster> join(
      ClusterSettings settings, VertxOptions options, Transport transport, Consumer<Config> more) {
    Config config;
    try {
      config = HazelcastConfig.of(settings);
    } catch (UnknownHostException e) {
      return Future.failedFuture("--cluster-host " + settings.host() + " is not known here");
    }
    new Votes(config);
    Proofs.configure(config);
    Keys.configure(config);
    more.accept(config);
    SteadyClusterManager manager = new SteadyClusterManager(config);
    advertise(settings, options.getEventBusOptions())
        .setHost(settings.host())
        .setPort(settings.busPort())
        // A frozen peer is written to until it is noticed: soon, as nothing bounds what waits for
        // it.
        .setClusterPingInterval(2000)
        .setClusterPingReplyInterval(4000)
        .setConnectTimeout(3000);
    return Vertx.builder()
        .with(options)
        .withTransport(transport)
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new Cluster(vertx, manager, settings));
  }

  private static EventBusOptions advertise(ClusterSettings settings, EventBusOptions bus) {
    if (settings.busPublic() != null) {
      String[] address = settings.busPublic().split(":");
      bus.setClusterPublicHost(address[0]);
      if (address.length > 1) {
        bus.setClusterPublicPort(Integer.parseInt(address[1]));
      }
    }
    return bus;
  }

  Vertx vertx() {
    return vertx;
  }

  HazelcastInstance hazelcast() {
    return manager.getHazelcastInstance();
  }

  String nodeId() {
    return manager.getNodeId();
  }

  /** Node ids of all members, this one included; nobody's once this one has stopped. */
  Set<String> members() {
    try {
      return hazelcast().getCluster().getMembers().stream()
          .map(Cluster::id)
          .collect(Collectors.toSet());
    } catch (HazelcastInstanceNotActiveException e) {
      return Set.of();
    }
  }

  /** {@code host:port} at which the event bus of this node wants to be reached. */
  String busAddress() {
    return address(manager.getNodeInfo());
  }

  private static String address(NodeInfo info) {
    return info.host() + ":" + info.port();
  }

  /** {@code host:port} at which the event bus of a member wants to be reached, as it told all. */
  Future<String> busAddress(String node) {
    Promise<NodeInfo> found = Promise.promise();
    manager.getNodeInfo(node, found);
    return found.future().map(Cluster::address);
  }

  /** See {@link Side#token}. */
  long side() {
    return side.token();
  }

  /** Says so when other machines can reach the ports of this member. */
  void warnOfOpenPorts() {
    if (!isOnLoopback()) {
      LOG.warning(
          "the cluster's ports on "
              + hazelcast().getCluster().getLocalMember().getAddress().getHost()
              + " ask for no password and encrypt nothing: keep them on a private network");
    }
  }

  private boolean isOnLoopback() {
    try {
      return hazelcast()
          .getCluster()
          .getLocalMember()
          .getAddress()
          .getInetAddress()
          .isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  Lookout lookout() {
    return lookout;
  }

  Proofs proofs() {
    return proofs;
  }

  /** False while what the members keep is being copied among them. */
  boolean isSafe() {
    return !copying.isOn();
  }

  /**
   * True when no room is being copied any more and all have the copies they should have, this
   * node's included. Waits on a worker, for messages of others too: to be asked while a node
   * starts, not for as long as it runs.
   */
  Future<Boolean> isSettled() {
    return vertx.executeBlocking(hazelcast().getPartitionService()::isLocalMemberSafe, false);
  }

  /** How often this node had to tell the cluster again what it listens to. */
  int healed() {
    return manager.healed();
  }

  /** To be called before Vert.x is closed: that this node goes is not to be taken for a split. */
  Future<Void> sayFarewell() {
    timers.forEach(vertx::cancelTimer);
    return vertx.executeBlocking(
        () -> {
          votes.sayFarewell();
          return null;
        });
  }

  boolean isRunning() {
    return hazelcast().getLifecycleService().isRunning();
  }

  void listen(Company.Listener listener) {
    hazelcast()
        .getCluster()
        .addMembershipListener(
            new MembershipListener() {
              @Override
              public void memberAdded(MembershipEvent event) {
                listener.joined(id(event.getMember()), event.getMember().getAddress().toString());
              }

              @Override
              public void memberRemoved(MembershipEvent event) {
                side.token(); // asks now instead of at the next write
                listener.left(id(event.getMember()), event.getMember().getAddress().toString());
              }
            });
    hazelcast()
        .getLifecycleService()
        .addLifecycleListener(
            event -> {
              if (event.getState() == LifecycleState.MERGING) {
                side.merging();
              } else if (event.getState() == LifecycleState.MERGE_FAILED) {
                side.merged();
              } else if (event.getState() == LifecycleState.MERGED) {
                side.merged();
                listener.merged();
              }
            });
    hazelcast().getPartitionService().addMigrationListener(copying);
    side.token(); // from here on every loss is noticed
    timers.add(vertx.setPeriodic(REFRESH_MS, t -> manager.refresh()));
    timers.add(vertx.setPeriodic(ASSERT_MS, t -> manager.assertOwn()));
    timers.add(lookout.start());
    timers.add(proofs.start());
  }

  static String id(Member member) {
    return String.valueOf(member.getAttribute(SteadyClusterManager.NODE_ID));
  }
}
