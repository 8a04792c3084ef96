package chatbench.fault;

import chatbench.client.Hearing;
import chatbench.store.Store;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The nodes under test: started here, or (no nodes, only addresses) somebody else's. */
public final class Nodes {
  private static final long HEARING_MS = 3_000;
  private static final int HEARINGS = 40;

  private final Vertx vertx;
  private final Dialer dialer;
  private final List<Node> nodes;
  private final List<String> urls;
  private final Hosts hosts;
  private final Store store;
  private int hearings;

  private Nodes(
      Vertx vertx, Dialer dialer, List<Node> nodes, List<String> urls, Hosts hosts, Store store) {
    this.vertx = vertx;
    this.dialer = dialer;
    this.nodes = nodes;
    this.urls = urls;
    this.hosts = hosts;
    this.store = store;
  }

  public static Nodes given(Vertx vertx, Dialer dialer, List<String> urls) {
    return new Nodes(vertx, dialer, List.of(), urls, null, Store.NONE);
  }

  /**
   * The processes end with this one, however it ends short of kill -9. If it {@code isCut} each
   * node has a host of its own. Without {@code given} ports for the clients free ones are taken.
   */
  public static Nodes of(
      Vertx vertx,
      Dialer dialer,
      int size,
      List<Integer> given,
      boolean isCut,
      Path jar,
      List<String> javaArgs,
      List<String> nodeArgs,
      Store store,
      Path folder) {
    List<Integer> free = FreePorts.find(2 * size);
    List<Integer> ports = given.isEmpty() ? free.subList(0, size) : given;
    List<Integer> clusterPorts = free.subList(size, 2 * size);
    String name = "verify-" + ProcessHandle.current().pid() + "-" + clusterPorts.get(0);
    Hosts network = isCut ? new Hosts(size) : null;
    List<Host> hosts =
        IntStream.rangeClosed(1, size)
            .mapToObj(i -> network == null ? Host.LOOPBACK : network.host(i))
            .toList();
    List<String> joins =
        IntStream.range(0, size)
            .mapToObj(i -> hosts.get(i).clusterAddress() + ":" + clusterPorts.get(i))
            .toList();
    List<String> args = new ArrayList<>(store.nodeArgs());
    args.addAll(nodeArgs);
    Blueprint blueprint =
        new Blueprint(jar, javaArgs, args, name, joins, store.environment(), folder);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(new Node(vertx, blueprint, i + 1, hosts.get(i), ports.get(i), clusterPorts.get(i)));
    }
    Nodes cluster =
        new Nodes(vertx, dialer, nodes, nodes.stream().map(Node::url).toList(), network, store);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::destroy, "end the nodes"));
    return cluster;
  }

  public List<String> urls() {
    return urls;
  }

  Store store() {
    return store;
  }

  Node node(int index) {
    return nodes.get(index);
  }

  List<Node> allBut(Node one) {
    return nodes.stream().filter(node -> node != one).toList();
  }

  Set<String> names() {
    return nodes.stream().map(Node::name).collect(Collectors.toSet());
  }

  public Future<Void> start() {
    return start(nodes).compose(v -> whole());
  }

  /** One after the other: nodes that start together may form two clusters and merge later. */
  Future<Void> start(List<Node> some) {
    Future<Void> started = Future.succeededFuture();
    for (Node node : some) {
      started = started.compose(v -> node.start());
    }
    return started;
  }

  /** At once, but for the first one when no other is there that they could join. */
  Future<Void> startAgain(List<Node> some) {
    int first = some.size() < nodes.size() ? 0 : 1;
    return start(some.subList(0, first))
        .compose(
            v -> Future.all(some.stream().skip(first).map(Node::start).toList()).<Void>mapEmpty());
  }

  /** Completes when every node hears every other one; gives up after about two minutes. */
  public Future<Void> whole() {
    return whole(HEARINGS);
  }

  private Future<Void> whole(int tries) {
    Hearing hearing = new Hearing(dialer, urls, "hearing-%d-%d".formatted(tag(), ++hearings));
    long timer = vertx.setTimer(HEARING_MS, id -> hearing.dismiss());
    return hearing
        .hold()
        .onSuccess(v -> vertx.cancelTimer(timer))
        .recover(
            failure -> {
              vertx.cancelTimer(timer);
              hearing.dismiss();
              return tries == 1
                  ? Future.failedFuture("the cluster is not whole: " + failure.getMessage())
                  : vertx.timer(HEARING_MS / 6).compose(v -> whole(tries - 1));
            });
  }

  private static long tag() {
    return ProcessHandle.current().pid();
  }

  /** For the progress line, as "1 up, 2 down". */
  public String state() {
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> (i + 1) + " " + nodes.get(i).state().name().toLowerCase())
        .collect(Collectors.joining(", "));
  }

  /** Nodes that ended though nobody ended them, in sentences. */
  public List<String> crashes() {
    return nodes.stream().flatMap(node -> node.crashes().stream()).toList();
  }

  /** Ends the nodes, whatever state they are in, and what they kept their messages in. */
  public Future<Void> end() {
    return vertx.executeBlocking(
        () -> {
          destroy();
          return null;
        });
  }

  private void destroy() {
    nodes.forEach(Node::destroy);
    if (hosts != null) {
      hosts.close();
    }
    store.close();
  }
}
