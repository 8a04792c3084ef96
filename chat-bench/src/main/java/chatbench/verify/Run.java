package chatbench.verify;

import chatbench.check.ClientLog;
import chatbench.client.Counts;
import chatbench.fault.FaultPlan;
import chatbench.fault.Injector;
import chatbench.fault.Nodes;
import chatbench.wire.Dialer;
import chatbench.wire.Way;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One verification, all of it on one event loop: start the nodes, let the crowd arrive and talk,
 * inject faults, hush, wait until all is acknowledged and everyone is at the head, read what is
 * left.
 */
public final class Run {

  /** The quiet must last for this part of the patience, or a message might still be on its way. */
  private static final int STEADILY = 30;

  private static final long SECOND_MS = 1_000;

  private final Vertx vertx;
  private final Way reading;
  private final Plan plan;
  private final FaultPlan faults;
  private final Nodes cluster;
  private final Cast cast;
  private final Crowd crowd;
  private final Injector injector;
  private final PrintStream out;
  private final List<String> problems = new ArrayList<>();
  private long start;
  private long end;

  public Run(Vertx vertx, Dialer dialer, Nodes cluster, Plan plan, PrintStream out) {
    this.vertx = vertx;
    Way way = plan.transport().way(vertx, dialer);
    this.reading = plan.transport().hasHistory() ? way : dialer;
    this.plan = plan;
    this.cluster = cluster;
    this.out = out;
    this.faults =
        FaultPlan.of(
            plan.seed(), plan.faults(), plan.plannedFaults(), plan.nodeCount(), plan.clients());
    this.cast = new Cast(vertx, way, cluster.urls(), plan);
    this.crowd = new Crowd(vertx, plan, cast);
    this.injector = new Injector(vertx, cluster, plan.durations(), plan.loyal(), crowd);
  }

  /** Fails only when nothing could be verified at all; whatever else goes wrong is a problem. */
  public Future<Outcome> run() {
    out.printf("%s %d nodes%n", plan.urls().isEmpty() ? "starting" : "using", plan.nodeCount());
    return cluster
        .start()
        .compose(v -> arrive())
        .compose(v -> talk())
        .compose(v -> settle())
        .compose(v -> read())
        .compose(readers -> Future.succeededFuture(outcome(readers)));
  }

  private Future<Void> arrive() {
    crowd.arrive();
    out.printf("%d clients arrive over %s%n", crowd.size(), plan.transport().title());
    return Until.holds(vertx, () -> crowd.talking() == crowd.size(), Duration.ZERO, plan.patience())
        .compose(
            all ->
                all
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        "only %d of %d clients could join their rooms"
                            .formatted(crowd.talking(), crowd.size())));
  }

  private Future<Void> talk() {
    start = System.nanoTime();
    crowd.talk();
    long progress = vertx.setPeriodic(SECOND_MS, id -> progress());
    Duration least = plan.isCounted() ? plan.faultEvery() : plan.duration();
    long until = plan.isCounted() ? Long.MAX_VALUE : start + least.toNanos();
    return Future.join(vertx.timer(least.toMillis()), inject(until))
        .<Void>mapEmpty()
        .onComplete(
            done -> {
              vertx.cancelTimer(progress);
              end = System.nanoTime();
              crowd.hush();
            });
  }

  private Future<Void> inject(long until) {
    return injector
        .run(faults, plan.faultEvery(), until)
        .recover(
            failure -> {
              problems.add("no more faults were injected: " + failure.getMessage());
              return Future.succeededFuture();
            });
  }

  private Future<Void> settle() {
    out.println("all quiet; waiting until everything is acknowledged and everyone is at the head");
    return Until.holds(vertx, crowd::isQuiet, plan.patience().dividedBy(STEADILY), plan.patience())
        .map(
            quiet -> {
              if (!quiet) {
                problems.add(
                    "%d of %d clients joined and %d messages unacknowledged after %d s of quiet"
                        .formatted(
                            crowd.talking(),
                            crowd.size(),
                            crowd.waiting(),
                            plan.patience().toSeconds()));
              }
              return null;
            });
  }

  private Future<List<ClientLog>> read() {
    out.println("reading what every node has kept of every room");
    return new Readers(vertx, reading, cast, crowd.rooms(), cluster.urls(), problems).readAll();
  }

  private void progress() {
    Counts counts = cast.counts();
    out.printf(
        "%4d s  clients %d/%d  said %,d  acknowledged %,d  waiting %d  delivered %,d%s%s%n",
        (System.nanoTime() - start) / 1_000_000_000,
        crowd.talking(),
        crowd.size(),
        counts.said,
        counts.acked,
        crowd.waiting(),
        counts.received,
        cluster.state().isEmpty() ? "" : "  nodes " + cluster.state(),
        injector.now().isEmpty() ? "" : "  fault: " + injector.now());
  }

  private Outcome outcome(List<ClientLog> readers) {
    problems.addAll(cluster.crashes());
    cast.counts().oddities.forEach((what, times) -> problems.add(what + " (" + times + " times)"));
    List<ClientLog> logs = new ArrayList<>(crowd.logs());
    logs.addAll(readers);
    int unacknowledged = crowd.waiting();
    crowd.leave();
    return new Outcome(
        start, end, logs, faults, injector.done(), cast.counts(), unacknowledged, problems);
  }
}
