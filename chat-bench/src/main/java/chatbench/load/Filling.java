package chatbench.load;

import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Puts the same number of messages into each of many rooms, to see what rooms cost in memory. */
public final class Filling {
  private static final long SECOND_MS = 1_000;

  /** What all fillers together have done. */
  static final class Progress {
    long rooms;
    long messages;
    final Map<String, Long> errors = new TreeMap<>();
  }

  private final Vertx vertx;
  private final Dialer dialer;
  private final LoadPlan plan;
  private final PrintStream out;
  private final Progress progress = new Progress();

  public Filling(Vertx vertx, Dialer dialer, LoadPlan plan, PrintStream out) {
    this.vertx = vertx;
    this.dialer = dialer;
    this.plan = plan;
    this.out = out;
  }

  public Future<FillResult> run() {
    String run = UUID.randomUUID().toString();
    Deque<String> todo = new ArrayDeque<>();
    for (int i = 0; i < plan.rooms(); i++) {
      todo.add(LoadPlan.room(i));
    }
    long start = System.nanoTime();
    long timer = vertx.setPeriodic(SECOND_MS, id -> progress());
    List<Future<Void>> fillers = new ArrayList<>();
    for (int i = 0; i < plan.sockets(); i++) {
      fillers.add(
          new Filler(vertx, dialer, todo, plan.fill(), plan.size(), i + "-" + run, progress)
              .fill(plan.url(i)));
    }
    return Future.all(fillers)
        .onComplete(all -> vertx.cancelTimer(timer))
        .map(
            all ->
                new FillResult(
                    progress.rooms,
                    progress.messages,
                    (System.nanoTime() - start) / 1e9,
                    Map.copyOf(progress.errors)));
  }

  private void progress() {
    out.printf(
        "%,d of %,d rooms filled, %,d messages%n", progress.rooms, plan.rooms(), progress.messages);
  }
}
