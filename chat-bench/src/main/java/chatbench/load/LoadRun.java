package chatbench.load;

import chatbench.ways.Http;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One load from the first connection to the last answer, all of it on one event loop. */
public final class LoadRun {
  private static final int CONNECTING_AT_ONCE = 100;
  private static final long SECOND_MS = 1_000;
  private static final long LAST_ANSWERS_MICROS = 5_000_000;
  private static final long LAST_DOUBTS_MICROS = 20_000_000;
  private static final long DEEPEN_MS = 100;

  /**
   * Left to itself the kernel may keep megabytes for a stuck socket, the more the busier the
   * machine is, and the server would not notice.
   */
  private static final int STUCK_BUFFER = 64 * 1024;

  private static final long LOOK_MS = 20;

  private final Vertx vertx;
  private final LoadWay way;
  private final LoadWay stuckWay;
  private final LoadPlan plan;
  private final PrintStream out;
  private final Clock clock = new Clock();
  private final Tally tally = new Tally();
  private final List<LoadSocket> sockets = new ArrayList<>();
  private final String run = UUID.randomUUID().toString();
  private long timer;
  private int turn;

  public LoadRun(Vertx vertx, Dialer dialer, LoadPlan plan, PrintStream out) {
    this.vertx = vertx;
    this.plan = plan;
    this.way = way(dialer, new Http(vertx));
    this.stuckWay = way(Dialer.keeping(STUCK_BUFFER, vertx), Http.keeping(STUCK_BUFFER, vertx));
    this.out = out;
  }

  private LoadWay way(Dialer dialer, Http http) {
    return LoadWay.of(plan.transport(), dialer, http, clock, new Padding(plan.size()));
  }

  public Future<LoadResult> run() {
    out.printf("connecting %,d sockets over %s%n", plan.allSockets(), plan.transport().title());
    return connect(0)
        .onSuccess(v -> out.printf("%,d sockets are connected%n", plan.allSockets()))
        .compose(v -> drive())
        .compose(v -> lastAnswers(clock.micros() + LAST_ANSWERS_MICROS))
        .compose(v -> lastDeliveries(said(), clock.micros() + LAST_ANSWERS_MICROS))
        .compose(v -> wake())
        .map(v -> result());
  }

  private Future<Void> connect(int from) {
    if (from >= plan.allSockets()) {
      return Future.succeededFuture();
    }
    int to = Math.min(plan.allSockets(), from + CONNECTING_AT_ONCE);
    List<Future<Void>> batch = new ArrayList<>();
    for (int i = from; i < to; i++) {
      LoadSocket socket = new LoadSocket(vertx, clock, tally, plan.roomsOf(i));
      sockets.add(socket);
      boolean stuck = plan.isStuck(i);
      Future<Void> opened = socket.open(stuck ? stuckWay : way, plan.url(i), "load-" + i, run + i);
      batch.add(stuck ? opened.onSuccess(v -> socket.getStuck()) : opened);
    }
    return Future.all(batch).compose(v -> connect(to));
  }

  private List<LoadSocket> senders() {
    return sockets.subList(0, plan.senders());
  }

  private Future<Void> drive() {
    long from = clock.micros() + plan.warmup().toMillis() * 1_000;
    tally.measure(from, from + plan.duration().toMillis() * 1_000);
    long progress = vertx.setPeriodic(SECOND_MS, id -> progress());
    if (plan.senders() > 0 && plan.isOpen()) {
      Pace pace = new Pace(plan.rate(), clock.micros());
      timer = vertx.setPeriodic(1, id -> send(pace));
    } else {
      deepen(1);
    }
    return vertx
        .timer(plan.warmup().toMillis() + plan.duration().toMillis())
        .<Void>mapEmpty()
        .onComplete(
            v -> {
              vertx.cancelTimer(progress);
              vertx.cancelTimer(timer);
              senders().forEach(LoadSocket::stop);
            });
  }

  /**
   * Windows grow step by step: a cold load reads too slowly for a deep one and is dropped for it.
   */
  private void deepen(int depth) {
    senders().forEach(sender -> sender.keep(Math.min(depth, plan.window())));
    if (depth < plan.window()) {
      timer = vertx.setTimer(DEEPEN_MS, id -> deepen(2 * depth));
    }
  }

  private void send(Pace pace) {
    long now = clock.micros();
    List<LoadSocket> senders = senders();
    while (pace.isDue(now)) {
      senders.get(turn++ % senders.size()).say(pace.take());
    }
    senders.forEach(LoadSocket::flush);
  }

  private Future<Void> lastAnswers(long deadline) {
    if (clock.micros() > deadline || senders().stream().noneMatch(LoadSocket::isWaiting)) {
      return Future.succeededFuture();
    }
    return vertx.timer(LOOK_MS).compose(v -> lastAnswers(deadline));
  }

  private Map<String, Long> said() {
    Map<String, Long> byRoom = new HashMap<>();
    senders().forEach(sender -> sender.countSaid(byRoom));
    return byRoom;
  }

  /** Others may hear a message later than its sender is answered. */
  private Future<Void> lastDeliveries(Map<String, Long> said, long deadline) {
    boolean isRefused = tally.errorCount() > 0; // which ones were not taken nobody counts
    if (isRefused
        || clock.micros() > deadline
        || sockets.stream().noneMatch(socket -> socket.isBehind(said))) {
      return Future.succeededFuture();
    }
    return vertx.timer(LOOK_MS).compose(v -> lastDeliveries(said, deadline));
  }

  /** A socket that does not read does not see that it was closed either. */
  private Future<Void> wake() {
    List<LoadSocket> stuck = sockets.subList(plan.sockets(), plan.allSockets());
    stuck.forEach(LoadSocket::getUnstuck);
    return lastDoubts(stuck, clock.micros() + LAST_DOUBTS_MICROS);
  }

  private Future<Void> lastDoubts(List<LoadSocket> stuck, long deadline) {
    if (clock.micros() > deadline || stuck.stream().noneMatch(LoadSocket::isInDoubt)) {
      return Future.succeededFuture();
    }
    return vertx.timer(LOOK_MS).compose(v -> lastDoubts(stuck, deadline));
  }

  private void progress() {
    out.printf(
        "%,9d acks/s  %,11d deliveries/s  ack p50 %.2f p99 %.2f ms  errors %d%n",
        tally.acksThisSecond.getTotalCount(),
        tally.deliveredThisSecond,
        tally.acksThisSecond.getValueAtPercentile(50) / 1e3,
        tally.acksThisSecond.getValueAtPercentile(99) / 1e3,
        tally.errorCount());
    tally.nextSecond();
  }

  private LoadResult result() {
    long unanswered = senders().stream().mapToLong(LoadSocket::outstanding).sum();
    sockets.forEach(LoadSocket::close);
    return LoadResult.of(plan, tally, unanswered);
  }
}
