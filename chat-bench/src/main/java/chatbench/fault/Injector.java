package chatbench.fault;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Carries out a plan, one fault at a time: the next one strikes when its time has come and the
 * cluster is whole again, because the promise of memory is about one failure, not two at once. What
 * hits more nodes than one tries the promise of the store.
 */
public final class Injector {
  private static final long TERM_WITHIN_S = 60;

  private final Vertx vertx;
  private final Nodes cluster;
  private final Durations durations;
  private final boolean loyal;
  private final Clients clients;
  private final Outage outage;
  private final List<Injected> done = new ArrayList<>();
  private String now = "";
  private String remark = "";

  public Injector(Vertx vertx, Nodes cluster, Durations durations, boolean loyal, Clients clients) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.durations = durations;
    this.loyal = loyal;
    this.clients = clients;
    this.outage =
        cluster.store().server().map(it -> new Outage(vertx, it, durations.store())).orElse(null);
  }

  /** Strikes every {@code every} until {@code until} (nanoseconds); completes when all is whole. */
  public Future<Void> run(FaultPlan plan, Duration every, long until) {
    return next(plan.faults(), 0, System.nanoTime() + every.toNanos(), every.toNanos(), until);
  }

  private Future<Void> next(List<PlannedFault> plan, int index, long due, long every, long until) {
    if (index == plan.size() || Math.max(due, System.nanoTime()) >= until) {
      return Future.succeededFuture();
    }
    return pause((due - System.nanoTime()) / 1_000_000)
        .compose(v -> inject(plan.get(index)))
        .compose(
            v -> next(plan, index + 1, Math.max(due + every, System.nanoTime()), every, until));
  }

  private Future<Void> inject(PlannedFault planned) {
    long struck = System.nanoTime();
    Set<String> names = names(planned);
    now = planned.fault().title() + " " + planned.target();
    remark = "";
    long[] lifted = new long[1];
    return strike(planned)
        .compose(
            v -> {
              lifted[0] = System.nanoTime();
              return cluster.whole();
            })
        .compose(
            v -> {
              long whole = System.nanoTime();
              done.add(new Injected(planned, names, struck, lifted[0], whole, remark));
              now = "";
              return pause(durations.settle());
            });
  }

  private Set<String> names(PlannedFault planned) {
    return planned.fault().isDisaster()
        ? cluster.names()
        : nodes(planned).stream().map(Node::name).collect(Collectors.toSet());
  }

  private List<Node> nodes(PlannedFault planned) {
    return planned.nodes().stream().map(cluster::node).toList();
  }

  private Future<Void> strike(PlannedFault planned) {
    return switch (planned.fault()) {
      case KILL, ALL, TWO -> kill(nodes(planned));
      case TERM, CLEAN -> term(nodes(planned));
      case FREEZE -> freeze(cluster.node(planned.node()), durations.freeze(), loyal);
      case OUTLAST -> freeze(cluster.node(planned.node()), durations.freeze(), true);
      case SURVIVOR -> leaveAlone(cluster.node(planned.node()));
      case STORE -> outage.happen().onSuccess(what -> remark = what).mapEmpty();
      case CUT -> cut(cluster.node(planned.node()));
      case STUCK -> stick(planned.clients());
      case HERD -> scatter(planned.clients());
      case TWICE -> throw new IllegalStateException("happens all the time");
    };
  }

  private Future<Void> kill(List<Node> some) {
    return Future.all(some.stream().map(Node::kill).toList())
        .compose(v -> pause(durations.down()))
        .compose(v -> cluster.startAgain(some));
  }

  private Future<Void> term(List<Node> some) {
    return Future.all(some.stream().map(this::term).toList())
        .compose(v -> pause(durations.down()))
        .compose(v -> cluster.startAgain(some));
  }

  private Future<Integer> term(Node node) {
    return node.term(TERM_WITHIN_S)
        .onSuccess(status -> remark = status == 0 ? remark : "ended with status " + status)
        .recover(
            failure -> {
              remark = "did not end within " + TERM_WITHIN_S + " s and was killed";
              return node.kill();
            });
  }

  /** What loyal clients say meanwhile waits in the node's sockets, and is read after the thaw. */
  private Future<Void> freeze(Node node, Duration frozen, boolean loyally) {
    if (loyally) {
      clients.beLoyal();
    }
    return node.freeze()
        .compose(v -> pause(frozen))
        .compose(v -> node.thaw())
        .onComplete(done -> clients.beImpatient());
  }

  private Future<Void> leaveAlone(Node survivor) {
    List<Node> others = cluster.allBut(survivor);
    return Future.all(others.stream().map(Node::kill).toList())
        .compose(v -> cluster.start(others))
        .compose(v -> freeze(survivor, durations.survivor(), true));
  }

  private Future<Void> cut(Node node) {
    return node.cut().compose(v -> pause(durations.cut())).compose(v -> node.join());
  }

  private Future<Void> stick(List<Integer> some) {
    clients.getStuck(some);
    return pause(durations.stuck()).onSuccess(v -> clients.getUnstuck(some));
  }

  private Future<Void> scatter(List<Integer> some) {
    clients.loseConnections(some);
    return Future.succeededFuture();
  }

  private Future<Void> pause(Duration duration) {
    return pause(duration.toMillis());
  }

  private Future<Void> pause(long millis) {
    return vertx.timer(Math.max(1, millis), TimeUnit.MILLISECONDS);
  }

  /** What is going on, or an empty string. */
  public String now() {
    return now;
  }

  public List<Injected> done() {
    return List.copyOf(done);
  }
}
