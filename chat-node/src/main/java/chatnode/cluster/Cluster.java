package chatnode.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.NodeInfo;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** This node's place in the cluster: a clustered Vert.x and the Hazelcast member inside it. */
public final class Cluster {
  private static final int REFRESH_MS = 10_000;
  private static final int ASSERT_MS = 2000;
  private static final String KEYS = "chat.keys";
  private static final String IDENTITY = "identity";

  /** Called on threads of Hazelcast's: to be passed on to the loops. */
  public interface Listener {
    void joined(String node, String address);

    void left(String node, String address);

    /** Two halves have become one again. */
    void merged();
  }

  private final Vertx vertx;
  private final SteadyClusterManager manager;
  private final Votes votes;
  private final Side side;
  private final List<Long> timers = new CopyOnWriteArrayList<>();
  private final Copying copying = new Copying();

  private Cluster(Vertx vertx, SteadyClusterManager manager) {
    this.vertx = vertx;
    this.manager = manager;
    this.votes = Votes.in(manager.getHazelcastInstance());
    this.side = votes.side();
  }

  /** Joins. {@code more} adds to the member's configuration what others keep in it. */
  public static Future<Cluster> join(
      ClusterSettings settings, VertxOptions options, Consumer<Config> more) {
    Config config;
    try {
      config = HazelcastConfig.of(settings);
    } catch (UnknownHostException e) {
      return Future.failedFuture("--cluster-host " + settings.host() + " is not known here");
    }
    new Votes(config);
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
        .withClusterManager(manager)
        .buildClustered()
        .map(vertx -> new Cluster(vertx, manager));
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

  public Vertx vertx() {
    return vertx;
  }

  public HazelcastInstance hazelcast() {
    return manager.getHazelcastInstance();
  }

  public String nodeId() {
    return manager.getNodeId();
  }

  /** Node ids of all members, this one included. */
  public Set<String> members() {
    return hazelcast().getCluster().getMembers().stream()
        .map(Cluster::id)
        .collect(Collectors.toSet());
  }

  /** {@code host:port} at which the event bus of this node wants to be reached. */
  public String busAddress() {
    return address(manager.getNodeInfo());
  }

  private static String address(NodeInfo info) {
    return info.host() + ":" + info.port();
  }

  /** {@code host:port} at which the event bus of a member wants to be reached, as it told all. */
  public Future<String> busAddress(String node) {
    Promise<NodeInfo> found = Promise.promise();
    manager.getNodeInfo(node, found);
    return found.future().map(Cluster::address);
  }

  /**
   * 0, or the name of the part this node is in after most members have vanished, or -1 while it is
   * being found out which of the two holds. Differs between any two parts of a split cluster.
   */
  public long side() {
    return side.token();
  }

  /** False when other machines can reach the ports of this member. */
  public boolean isOnLoopback() {
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

  /** False while what the members keep is being copied among them. */
  public boolean isSafe() {
    return !copying.isOn();
  }

  /**
   * True when no room is being copied any more and all have the copies they should have, this
   * node's included. Waits on a worker, for messages of others too: to be asked while a node
   * starts, not for as long as it runs.
   */
  public Future<Boolean> isSettled() {
    return vertx.executeBlocking(hazelcast().getPartitionService()::isLocalMemberSafe, false);
  }

  /** Blocks: a key that all nodes of the cluster share, {@code fresh} where there is none yet. */
  public byte[] key(byte[] fresh) {
    byte[] known = hazelcast().<String, byte[]>getMap(KEYS).putIfAbsent(IDENTITY, fresh);
    return known == null ? fresh : known;
  }

  /** How often this node had to tell the cluster again what it listens to. */
  public int healed() {
    return manager.healed();
  }

  /** To be called before Vert.x is closed: that this node goes is not to be taken for a split. */
  public Future<Void> sayFarewell() {
    timers.forEach(vertx::cancelTimer);
    return vertx.executeBlocking(
        () -> {
          votes.sayFarewell();
          return null;
        });
  }

  public boolean isRunning() {
    return hazelcast().getLifecycleService().isRunning();
  }

  public void listen(Listener listener) {
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
              if (event.getState() == LifecycleState.MERGED) {
                side.merged();
                listener.merged();
              }
            });
    hazelcast().getPartitionService().addMigrationListener(copying);
    side.token(); // from here on every loss is noticed
    timers.add(vertx.setPeriodic(REFRESH_MS, t -> manager.refresh()));
    timers.add(vertx.setPeriodic(ASSERT_MS, t -> manager.assertOwn()));
  }

  private static String id(Member member) {
    return String.valueOf(member.getAttribute(SteadyClusterManager.NODE_ID));
  }
}
