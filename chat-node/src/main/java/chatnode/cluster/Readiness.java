package chatnode.cluster;

import static java.time.temporal.ChronoUnit.SECONDS;

import chatnode.bus.RollCall;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Whether clients may come, and if not why, in words that name the mistake.
 *
 * <p>Whoever restarts one node after the other waits for each to be ready. So a node is not before
 * the rooms are copied to it: the next that ends may be the one they were copied from.
 *
 * <p>Senders connect to receivers, so a node whose advertised address is wrong hears nobody while
 * all hear it: that node is not ready, and the others only warn. Would they refuse clients too, one
 * badly started node could close a cluster that works.
 */
final class Readiness {
  private static final int LOOK_MS = 50;

  private final Vertx vertx;
  private final Cluster cluster;
  private final RollCall rollCall;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private volatile boolean settled;

  Readiness(Cluster cluster, RollCall rollCall) {
    this.vertx = cluster.vertx();
    this.cluster = cluster;
    this.rollCall = rollCall;
  }

  /** Finds out from now on whether the rooms have come. */
  void start() {
    cluster
        .isSettled()
        .onComplete(
            asked -> {
              settled = asked.succeeded() && asked.result() && cluster.side() != Side.UNSETTLED;
              if (!settled && cluster.isRunning()) {
                vertx.setTimer(LOOK_MS, timer -> start());
              }
            });
  }

  /** Completes when nothing is missing, or with false when that takes longer. */
  Future<Boolean> await(long patienceMs) {
    Promise<Boolean> ready = Promise.promise();
    look(System.nanoTime() + patienceMs * 1_000_000, ready);
    return ready.future();
  }

  private void look(long end, Promise<Boolean> ready) {
    Set<String> unheard = rollCall.unheard();
    unheard.forEach(this::address); // found out by the time it is told
    boolean isReady = unheard.isEmpty() && settled && cluster.proofs().isComplete();
    if (isReady || System.nanoTime() > end) {
      ready.complete(isReady);
    } else {
      // One timer after the other: one that fires before its maker has it cannot be cancelled.
      vertx.setTimer(LOOK_MS, timer -> look(end, ready));
    }
  }

  List<Remark> reasons() {
    List<Remark> reasons =
        rollCall.unheard().stream()
            .sorted()
            .map(this::unheard)
            .collect(Collectors.toCollection(ArrayList::new));
    if (!settled) {
      reasons.add(new Remark("the rooms are still being copied to this node"));
    }
    cluster.proofs().failing(cluster.nodeId()).stream()
        .sorted()
        .map(this::failing)
        .forEach(reasons::add);
    if (isLost()) {
      reasons.addAll(cutOff());
    }
    return reasons;
  }

  List<Remark> warnings() {
    List<Remark> warnings =
        rollCall.deaf().stream()
            .sorted()
            .map(this::deaf)
            .collect(Collectors.toCollection(ArrayList::new));
    if (!isLost()) {
      warnings.addAll(cutOff());
    }
    warnings.addAll(cluster.lookout().search().missing());
    return warnings;
  }

  /**
   * Alone, although its operator has said whom it is to be with. Several that are cut off together
   * go on: whoever cannot get to the others has nobody else.
   */
  private boolean isLost() {
    return cluster.lookout().search().isExpecting() && cluster.members().size() == 1;
  }

  private List<Remark> cutOff() {
    CutOff cut = cluster.lookout().cutOff();
    if (cut == null) {
      return List.of();
    }
    String fault =
        "cut off with "
            + cut.left()
            + " of "
            + cut.before()
            + " nodes since "
            + Instant.ofEpochMilli(cut.since()).truncatedTo(SECONDS)
            + ": the others may go on without this one";
    String gone = String.join(", ", cluster.lookout().addresses(cut.gone()));
    return List.of(new Remark(fault, fault + "; missing are " + gone));
  }

  private Remark failing(String member) {
    return member.equals(cluster.nodeId())
        ? new Remark("what is written to rooms kept on this node is not confirmed")
        : new Remark("writes do not get through to node " + NodeName.of(member));
  }

  private Remark unheard(String member) {
    String name = NodeName.of(member);
    String fault = "member " + name + " is in the cluster but its messages do not reach this node";
    return new Remark(
        fault,
        fault
            + ", which advertises "
            + cluster.busAddress()
            + " (and "
            + name
            + " advertises "
            + address(member)
            + ") - set --cluster-host or --bus-public here to where it can be reached");
  }

  private Remark deaf(String member) {
    String fault =
        "member "
            + NodeName.of(member)
            + " is in the cluster but the messages of this node do not reach it";
    return new Remark(
        fault,
        fault
            + "; it advertises "
            + address(member)
            + " - set --cluster-host or --bus-public there");
  }

  /** Asked for in the background: a health check must not wait for the cluster. */
  private String address(String node) {
    cluster.busAddress(node).onSuccess(address -> addresses.put(node, address));
    return addresses.getOrDefault(node, "an address not known yet");
  }
}
