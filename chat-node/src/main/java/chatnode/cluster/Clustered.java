package chatnode.cluster;

import chatnode.bus.Introduction;
import chatnode.bus.RollCall;
import chatnode.clock.LoopClock;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The other nodes of a cluster: as members of it, and as what is heard of them. */
public final class Clustered implements Company {
  /** The cluster has dropped a silent member by then. */
  private static final int MORE_PATIENCE_MS = 2000;

  private final Cluster cluster;
  private final RollCall rollCall;
  private final Readiness readiness;

  private Clustered(Cluster cluster, ClusterSettings settings) {
    this.cluster = cluster;
    this.rollCall =
        new RollCall(
            cluster.vertx(),
            new LoopClock(cluster.vertx()),
            cluster.nodeId(),
            cluster::members,
            settings.heartbeatTimeout().toMillis() + MORE_PATIENCE_MS);
    this.readiness = new Readiness(cluster, rollCall);
  }

  /** Joins. {@code more} adds to the member's configuration what others keep in it. */
  public static Future<Clustered> join(
      ClusterSettings settings, VertxOptions options, Transport transport, Consumer<Config> more) {
    return Cluster.join(settings, options, transport, more)
        .map(
            cluster -> {
              cluster.warnOfOpenPorts();
              return new Clustered(cluster, settings);
            });
  }

  /** Where what all nodes keep together is kept. */
  public HazelcastInstance hazelcast() {
    return cluster.hazelcast();
  }

  /** Blocks: a key that all nodes of the cluster share, {@code fresh} where there is none yet. */
  public byte[] key(byte[] fresh) {
    return Keys.identity(hazelcast(), fresh);
  }

  /**
   * Blocks: what all nodes of the cluster say of their store, {@code own} when this is the first.
   */
  public String store(String own) {
    return Keys.store(hazelcast(), own);
  }

  /**
   * 0, or the name of the part this node is in after most members have vanished, or -1 while it is
   * being found out which of the two holds. Differs between any two parts of a split cluster.
   */
  public long side() {
    return cluster.side();
  }

  @Override
  public Vertx vertx() {
    return cluster.vertx();
  }

  @Override
  public String nodeId() {
    return cluster.nodeId();
  }

  @Override
  public Set<String> members() {
    return cluster.members();
  }

  @Override
  public Future<Void> meet(Introduction own, Listener listener) {
    cluster.listen(listener);
    readiness.start();
    return rollCall.start(own);
  }

  @Override
  public Future<Boolean> awaitReady(long patienceMs) {
    return readiness.await(patienceMs);
  }

  @Override
  public boolean isAlive() {
    return cluster.isRunning();
  }

  @Override
  public List<Remark> reasons() {
    return readiness.reasons();
  }

  @Override
  public List<Remark> warnings() {
    return readiness.warnings();
  }

  @Override
  public Map<String, Buffer> figures() {
    return rollCall.figures();
  }

  @Override
  public Map<String, Long> beats() {
    return rollCall.counts();
  }

  @Override
  public int unheard() {
    return rollCall.unheard().size();
  }

  @Override
  public int healed() {
    return cluster.healed();
  }

  @Override
  public boolean isSafe() {
    return cluster.isSafe();
  }

  @Override
  public List<String> addresses() {
    return rollCall.urls().stream().map(urls -> urls.get(0)).toList();
  }

  @Override
  public Set<String> origins() {
    return rollCall.everHeard();
  }

  @Override
  public void announceLeave() {
    rollCall.leave();
  }

  @Override
  public boolean isAnybodyStaying() {
    return isAlive() && rollCall.isAnybodyStaying();
  }

  @Override
  public Future<Void> leave() {
    rollCall.stop();
    return cluster.sayFarewell();
  }
}
