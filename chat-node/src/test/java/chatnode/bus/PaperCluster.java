package chatnode.bus;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.Counter;
import io.vertx.core.shareddata.Lock;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.NodeListener;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cluster whose members are who a test says they are, connected by a real event bus. */
final class PaperCluster {
  private static final int PING_MS = 20;

  private final Map<String, NodeInfo> nodes = new ConcurrentHashMap<>();
  private final Map<String, List<RegistrationInfo>> listeners = new ConcurrentHashMap<>();

  /** A member that is at that port, and listens there, as far as the others know. */
  void enter(String node, int port, String address) {
    nodes.put(node, new NodeInfo("127.0.0.1", port, null));
    listeners
        .computeIfAbsent(address, a -> new CopyOnWriteArrayList<>())
        .add(new RegistrationInfo(node, 1, false));
  }

  Future<Vertx> join(String node) {
    VertxOptions options = new VertxOptions().setEventLoopPoolSize(1);
    options
        .getEventBusOptions()
        .setHost("127.0.0.1")
        .setClusterPingInterval(PING_MS)
        .setClusterPingReplyInterval(100 * PING_MS);
    return Vertx.builder().with(options).withClusterManager(new Membership(node)).buildClustered();
  }

  private final class Membership implements ClusterManager {
    private final String node;

    Membership(String node) {
      this.node = node;
    }

    @Override
    public void init(Vertx vertx) {}

    @Override
    public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> promise) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <K, V> Map<K, V> getSyncMap(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void getLockWithTimeout(String name, long timeout, Completable<Lock> promise) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void getCounter(String name, Completable<Counter> promise) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getNodeId() {
      return node;
    }

    @Override
    public List<String> getNodes() {
      return List.copyOf(nodes.keySet());
    }

    @Override
    public void nodeListener(NodeListener listener) {}

    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
      nodes.put(node, info);
      promise.succeed();
    }

    @Override
    public NodeInfo getNodeInfo() {
      return nodes.get(node);
    }

    @Override
    public void getNodeInfo(String node, Completable<NodeInfo> promise) {
      promise.succeed(nodes.get(node));
    }

    @Override
    public void join(Completable<Void> promise) {
      promise.succeed();
    }

    @Override
    public void leave(Completable<Void> promise) {
      promise.succeed();
    }

    @Override
    public boolean isActive() {
      return true;
    }

    @Override
    public void registrationListener(RegistrationListener listener) {}

    @Override
    public void addRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
      listeners.computeIfAbsent(address, a -> new CopyOnWriteArrayList<>()).add(info);
      promise.succeed();
    }

    @Override
    public void removeRegistration(
        String address, RegistrationInfo info, Completable<Void> promise) {
      listeners.get(address).remove(info);
      promise.succeed();
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> promise) {
      promise.succeed(List.copyOf(listeners.getOrDefault(address, List.of())));
    }
  }
}
