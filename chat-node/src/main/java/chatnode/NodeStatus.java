package chatnode;

import chatnode.admin.NodeView;
import chatnode.cluster.Company;
import chatnode.cluster.NodeName;
import chatnode.cluster.Remark;
import chatnode.count.LoopReport;
import chatnode.health.Health;
import chatnode.store.Store;
import chatnode.store.StoreState;
import chatnode.web.ChatVerticle;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the node is, as health checks and its management port see it. */
final class NodeStatus implements NodeView {
  private static final long STORE_PATIENCE_MS = 3000;

  private final Company company;
  private final List<ChatVerticle> loops;
  private final Store store;
  private final int minNodes;
  private volatile boolean serving;

  NodeStatus(Company company, List<ChatVerticle> loops, Store store, int minNodes) {
    this.company = company;
    this.loops = loops;
    this.store = store;
    this.minNodes = minNodes;
  }

  /** Until then, and from when it is false again, the node is not ready. */
  void serves(boolean isServing) {
    serving = isServing;
  }

  boolean isServing() {
    return serving;
  }

  @Override
  public String id() {
    return company.nodeId();
  }

  String name() {
    return NodeName.of(id());
  }

  @Override
  public String version() {
    String version = NodeStatus.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }

  @Override
  public Health health() {
    if (!company.isAlive()) {
      return new Health(
          name(), 0, false, List.of(said("the node has lost its cluster")), List.of());
    }
    List<Health.Remark> faults = new ArrayList<>();
    if (!serving) {
      faults.add(said("the node is starting or stopping"));
    }
    int members = company.members().size();
    if (members < minNodes) {
      faults.add(said(members + " of at least " + minNodes + " nodes are here"));
    }
    faults.addAll(said(company.reasons()));
    faults.addAll(storeFaults());
    return new Health(name(), members, true, faults, said(company.warnings()));
  }

  /** Messages cannot be stored, and have not been for a while. */
  boolean lacksStore() {
    return !storeFaults().isEmpty();
  }

  /** A moment without it is nothing that clients need be sent elsewhere for. */
  private List<Health.Remark> storeFaults() {
    StoreState state = store.state();
    String trouble = state.trouble();
    if (trouble == null || state.troubleMs() < STORE_PATIENCE_MS) {
      return List.of();
    }
    String where = trouble.contains(state.place()) ? "" : " in " + state.place();
    return List.of(
        new Health.Remark(
            "messages cannot be stored", "messages cannot be stored" + where + ": " + trouble));
  }

  @Override
  public StoreState store() {
    return store.state();
  }

  private static List<Health.Remark> said(List<Remark> remarks) {
    return remarks.stream()
        .map(remark -> new Health.Remark(remark.sentence(), remark.detail()))
        .toList();
  }

  private static Health.Remark said(String sentence) {
    return new Health.Remark(sentence, sentence);
  }

  @Override
  public Future<List<LoopReport>> loops(boolean withRooms) {
    return Future.all(loops.stream().map(loop -> loop.report(withRooms)).toList())
        .map(all -> all.list());
  }

  @Override
  public Map<String, Buffer> peers() {
    return company.figures();
  }

  @Override
  public Map<String, Long> beats() {
    return company.beats().entrySet().stream()
        .collect(
            Collectors.toMap(each -> NodeName.of(each.getKey()), Map.Entry::getValue, Long::sum));
  }

  @Override
  public int healed() {
    return company.healed();
  }

  @Override
  public int unheard() {
    return company.unheard();
  }

  @Override
  public boolean safe() {
    return company.isSafe();
  }
}
