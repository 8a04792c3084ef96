package chatnode;

import chatnode.bus.RollCall;
import chatnode.cluster.Cluster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
              settled = asked.succeeded() && asked.result();
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
    boolean isReady = unheard.isEmpty() && settled;
    if (isReady || System.nanoTime() > end) {
      ready.complete(isReady);
    } else {
      // One timer after the other: one that fires before its maker has it cannot be cancelled.
      vertx.setTimer(LOOK_MS, timer -> look(end, ready));
    }
  }

  List<String> reasons() {
    List<String> reasons =
        rollCall.unheard().stream()
            .sorted()
            .map(
                member ->
                    String.format(
                        Locale.ROOT,
                        "member %s is in the cluster but its messages do not reach this node, which"
                            + " advertises %s (and %s advertises %s) - set --cluster-host or"
                            + " --bus-public here to where it can be reached",
                        name(member),
                        cluster.busAddress(),
                        name(member),
                        address(member)))
            .collect(Collectors.toCollection(ArrayList::new));
    if (!settled) {
      reasons.add("the rooms are still being copied to this node");
    }
    return reasons;
  }

  List<String> warnings() {
    return rollCall.deaf().stream()
        .sorted()
        .map(
            member ->
                String.format(
                    Locale.ROOT,
                    "member %s is in the cluster but the messages of this node do not reach it; it"
                        + " advertises %s - set --cluster-host or --bus-public there",
                    name(member),
                    address(member)))
        .toList();
  }

  /** Asked for in the background: a health check must not wait for the cluster. */
  private String address(String node) {
    cluster.busAddress(node).onSuccess(address -> addresses.put(node, address));
    return addresses.getOrDefault(node, "an address not known yet");
  }

  private static String name(String node) {
    return node.substring(0, ChatNode.NAME_LENGTH);
  }
}
