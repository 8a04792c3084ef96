package chatnode;

import chatnode.admin.NodeView;
import chatnode.bus.RollCall;
import chatnode.cluster.Cluster;
import chatnode.count.LoopReport;
import chatnode.health.Health;
import chatnode.web.ChatVerticle;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The node as its management port sees it. A node without a cluster has no roll call either. */
final class NodeStatus implements NodeView {
  private final String id;
  private final Supplier<Health> health;
  private final List<ChatVerticle> loops;
  private final Cluster cluster;
  private final RollCall rollCall;

  NodeStatus(
      String id,
      Supplier<Health> health,
      List<ChatVerticle> loops,
      Cluster cluster,
      RollCall rollCall) {
    this.id = id;
    this.health = health;
    this.loops = loops;
    this.cluster = cluster;
    this.rollCall = rollCall;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String version() {
    String version = NodeStatus.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }

  @Override
  public Health health() {
    return health.get();
  }

  @Override
  public Future<List<LoopReport>> loops(boolean withRooms) {
    return Future.all(loops.stream().map(loop -> loop.report(withRooms)).toList())
        .map(all -> all.list());
  }

  @Override
  public Map<String, JsonObject> peers() {
    return rollCall == null ? Map.of() : rollCall.stats();
  }

  @Override
  public Map<String, Long> beats() {
    return rollCall == null
        ? Map.of()
        : rollCall.counts().entrySet().stream()
            .collect(Collectors.toMap(each -> name(each.getKey()), Map.Entry::getValue, Long::sum));
  }

  private static String name(String node) {
    return node.substring(0, ChatNode.NAME_LENGTH);
  }

  @Override
  public int healed() {
    return cluster == null ? 0 : cluster.healed();
  }

  @Override
  public int unheard() {
    return rollCall == null ? 0 : rollCall.unheard().size();
  }

  @Override
  public boolean safe() {
    return cluster == null || cluster.isSafe();
  }
}
