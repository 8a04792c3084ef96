package chatbench.compare;

import chatbench.fanout.Crowd;
import chatbench.fanout.Measured;
import chatbench.fanout.Scenario;
import chatbench.peers.Cores;
import chatbench.peers.Peer;
import chatbench.peers.Server;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs everything with every peer. Each cell has a server of its own, so that nobody has warmed up
 * by what another size asked; rounds begin with another peer each time, so that what drifts on the
 * machine does not always meet the same one. Blocks, and drives sockets on the loop.
 */
public final class Comparison {
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(2);
  private static final Duration ALL_HEARD_WITHIN = Duration.ofSeconds(20);
  private static final long AGAIN_MS = 200;
  private static final long READY_WITHIN_NS = Duration.ofSeconds(90).toNanos();

  private final Vertx vertx;
  private final Context loop;
  private final ComparePlan plan;
  private final List<Peer> peers;
  private final Cores cores;
  private final Path folder;
  private final long settleMs;
  private final PrintStream out;
  private final Results results;

  /** {@code settle} is how long nothing happens before memory is looked at. */
  public Comparison(
      Vertx vertx,
      ComparePlan plan,
      List<Peer> peers,
      Cores cores,
      Path folder,
      Duration settle,
      PrintStream out) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.plan = plan;
    this.peers = peers;
    this.cores = cores;
    this.folder = folder;
    this.settleMs = Math.max(1, settle.toMillis());
    this.out = out;
    this.results = new Results(peers.stream().map(Peer::name).toList(), plan.sockets());
  }

  public Results run() throws IOException {
    cores.settle();
    List<Peer> turns = new ArrayList<>(peers);
    for (int round = 1; round <= plan.rounds(); round++) {
      out.printf("round %d of %d%n", round, plan.rounds());
      for (int sockets : plan.sockets()) {
        for (Peer peer : turns) {
          with(peer, "%,d sockets".formatted(sockets), server -> load(peer, server, sockets));
        }
      }
      if (plan.idle() > 0) {
        for (Peer peer : turns) {
          with(peer, "%,d idle sockets".formatted(plan.idle()), server -> idle(peer, server));
        }
      }
      Collections.rotate(turns, -1);
    }
    return results;
  }

  /** What is done with a server that is ready. */
  private interface Work {
    void with(Server server) throws IOException;
  }

  /** One that fails is told of, and the others go on. */
  private void with(Peer peer, String what, Work work) throws IOException {
    try (Server server = Server.start(peer, cores, folder)) {
      ready(peer, server);
      work.with(server);
    } catch (IllegalStateException e) {
      String problem = "%s, %s: %s".formatted(peer.name(), what, e.getMessage());
      results.problem(problem);
      out.println("  " + problem);
    }
  }

  private void ready(Peer peer, Server server) {
    long end = System.nanoTime() + READY_WITHIN_NS;
    while (!isHeard(peer, server)) {
      server.requireAlive();
      if (System.nanoTime() > end) {
        throw new IllegalStateException("it was not ready in time");
      }
      await(() -> vertx.timer(AGAIN_MS));
    }
  }

  private boolean isHeard(Peer peer, Server server) {
    try {
      Crowd one = open(peer, server, 1);
      try {
        await(() -> one.probe(HEARD_WITHIN));
        return true;
      } finally {
        await(one::close);
      }
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private Crowd open(Peer peer, Server server, int sockets) {
    return await(() -> Crowd.open(vertx, server.port(), peer.talk(), sockets, plan.size()));
  }

  private void load(Peer peer, Server server, int sockets) {
    Crowd crowd = open(peer, server, sockets);
    try {
      await(() -> crowd.probe(ALL_HEARD_WITHIN));
      for (Scenario scenario : plan.scenarios()) {
        Measured measured =
            await(() -> crowd.play(scenario, plan.warmup(), plan.duration(), server));
        results.add(new Results.Cell(peer.name(), sockets, scenario.name()), measured);
        out.printf(
            "  %-10s %,6d sockets  %-10s %7s us per delivery, %10s deliveries/s, p50 %s p99 %s"
                + " ms%n",
            peer.name(),
            sockets,
            scenario.name(),
            Spread.number(measured.microsPerDelivery()),
            Spread.number(measured.deliveriesPerSecond()),
            Spread.number(measured.latency().p50()),
            Spread.number(measured.latency().p99()));
      }
    } finally {
      await(crowd::close);
    }
  }

  private void idle(Peer peer, Server server) {
    await(() -> vertx.timer(settleMs));
    double before = server.kib();
    Crowd crowd = open(peer, server, plan.idle());
    try {
      await(() -> vertx.timer(settleMs));
      await(crowd::whole);
      double kib = (server.kib() - before) / plan.idle();
      results.addIdle(peer.name(), kib);
      out.printf(
          "  %-10s %,6d idle sockets, %s KiB each%n", peer.name(), plan.idle(), Spread.number(kib));
    } finally {
      await(crowd::close);
    }
  }

  private <T> T await(Supplier<Future<T>> work) {
    return Future.<T>future(
            promise -> loop.runOnContext(v -> work.get().onComplete(promise::handle)))
        .await();
  }
}
