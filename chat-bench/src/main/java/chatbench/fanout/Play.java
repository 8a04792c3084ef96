package chatbench.fanout;

import chatbench.latency.Quantiles;
import chatbench.load.Clock;
import chatbench.load.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One scenario, from its first message to the last delivery. Deliveries count when they come in the
 * measured time, latencies when the message was said in it.
 */
final class Play implements Member.Ear {
  private static final long LONGEST_MICROS = 3_600_000_000L;
  private static final long SECOND_MS = 1_000;
  private static final long LOOK_MS = 20;
  private static final long LAST_MICROS = 5_000_000;
  private static final long SILENCE_MICROS = 1_000_000;

  private final Vertx vertx;
  private final Clock clock;
  private final List<Member> members;
  private final List<Member> senders;
  private final Scenario scenario;
  private final Processors processors;
  private final Deque<Member> hungry = new ArrayDeque<>();
  private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private final Pace pace;
  private final long start;
  private boolean pumping;
  private boolean over;
  private long from = Long.MAX_VALUE;
  private long to = Long.MAX_VALUE;
  private double serverSeconds;
  private double loadSeconds;
  private long said;
  private long heard;
  private long heardAt;
  private long delivered;
  private long heardBefore;
  private long stalls;
  private int turn;

  Play(Vertx vertx, Clock clock, List<Member> members, Scenario scenario, Processors processors) {
    this.vertx = vertx;
    this.clock = clock;
    this.members = members;
    this.senders = members.subList(0, Math.min(scenario.senders(), members.size()));
    this.scenario = scenario;
    this.processors = processors;
    this.start = clock.micros();
    this.pace = scenario.isOpen() ? new Pace(scenario.rate(), start) : null;
  }

  Future<Measured> run(Duration warmup, Duration duration) {
    long timer = scenario.isOpen() ? openly() : closed();
    return vertx
        .timer(Math.max(1, warmup.toMillis()))
        .onSuccess(v -> begin())
        .compose(v -> vertx.timer(duration.toMillis()))
        .onSuccess(
            v -> {
              end();
              vertx.cancelTimer(timer);
            })
        .compose(v -> lastDeliveries(clock.micros() + LAST_MICROS))
        .map(v -> result());
  }

  private long openly() {
    return vertx.setPeriodic(1, id -> sayWhatIsDue());
  }

  private void sayWhatIsDue() {
    long now = clock.micros();
    while (pace.isDue(now)) {
      Member sender = senders.get(turn++ % senders.size());
      sender.say(pace.take());
      sender.flush();
      said++;
    }
  }

  private long closed() {
    senders.forEach(this::echoed);
    return vertx.setPeriodic(SECOND_MS, id -> nudge());
  }

  /** A message that was lost would be waited for without end. */
  private void nudge() {
    if (heard == heardBefore) {
      stalls++;
      senders.forEach(Member::forget);
      senders.forEach(this::echoed);
    }
    heardBefore = heard;
  }

  /**
   * What all sockets had to read is read before anybody speaks: so a server is told at once what it
   * would be told at once by clients that do not share a processor.
   */
  @Override
  public void echoed(Member sender) {
    if (scenario.isOpen() || over) {
      return;
    }
    hungry.add(sender);
    if (!pumping) {
      pumping = true;
      vertx.runOnContext(v -> pump());
    }
  }

  private void pump() {
    pumping = false;
    long now = clock.micros();
    for (Member sender = hungry.poll(); sender != null && !over; sender = hungry.poll()) {
      while (sender.underWay() < scenario.window()) {
        sender.say(now);
        said++;
      }
      sender.flush();
    }
  }

  private void begin() {
    serverSeconds = -processors.server();
    loadSeconds = -processors.load();
    from = clock.micros();
  }

  /** Where the loop was late, messages of the measured time have not been said yet. */
  private void end() {
    if (scenario.isOpen()) {
      sayWhatIsDue();
    }
    to = clock.micros();
    serverSeconds += processors.server();
    loadSeconds += processors.load();
    over = true;
  }

  @Override
  public void delivered(long saidAt, long now) {
    if (saidAt < start) {
      return; // of what was before
    }
    heard++;
    heardAt = now;
    if (now >= from && now < to) {
      delivered++;
    }
    if (saidAt >= from && saidAt < to) {
      micros.recordValue(Math.max(0, now - saidAt));
    }
  }

  @Override
  public void lost() {}

  private long missing() {
    return said * members.size() - heard;
  }

  private Future<Void> lastDeliveries(long deadline) {
    long now = clock.micros();
    if (missing() <= 0 || now > deadline || now > Math.max(to, heardAt) + SILENCE_MICROS) {
      return Future.succeededFuture();
    }
    return vertx.timer(LOOK_MS).compose(v -> lastDeliveries(deadline));
  }

  private Measured result() {
    senders.forEach(Member::forget);
    return new Measured(
        (to - from) / 1e6,
        delivered,
        serverSeconds,
        loadSeconds,
        Quantiles.of(micros),
        Math.max(0, missing()),
        stalls);
  }
}
