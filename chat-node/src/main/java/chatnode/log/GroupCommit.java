package chatnode.log;

import chatnode.clock.Clock;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Appends to one room from one loop: one batch in flight, the next one gathers meanwhile.
 *
 * <p>That keeps the order of each sender, turns load into larger batches instead of more of them,
 * and bounds memory: what does not fit is refused with {@code busy}. A batch whose outcome is
 * unknown is tried again with the same ids until its deadline; only then its senders hear {@code
 * not_confirmed}.
 *
 * <pre>
 *   idle --offer--> gathering --end of turn--> in flight --appended--> gathering or idle
 *                                               |    ^
 *                                               +----+ outcome unknown, or somebody hurries: the
 *                                                      same batch again, and the first answer counts
 * </pre>
 */
public final class GroupCommit {

  /** Bounds of one room on one loop. */
  public record Limits(Bound batch, Bound pending, Duration deadline) {}

  /** At most so many messages, and so many bytes of them. */
  public record Bound(int messages, long bytes) {}

  /** Whoever waits to hear of one draft. */
  public interface Receipt {
    void appended(long epoch, long seq, long at);

    void refused(ErrorCode code);
  }

  private record Pending(Draft draft, Receipt receipt) {}

  /** What is in flight: the same drafts however often they are sent. */
  private final class Flight {
    final List<Pending> batch = new ArrayList<>();
    final List<Draft> drafts = new ArrayList<>();
    final long deadline = clock.nanos() + limits.deadline().toNanos();
    int pauseMs = RETRY_MS;
    Clock.Timer again;
  }

  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final int RETRY_MS = 20;
  private static final int RETRY_MAX_MS = 200;

  private final Clock clock;
  private final RoomLog log;
  private final String room;
  private final Limits limits;
  private final Budget budget;
  private final Publisher publisher;
  private final Runnable onIdle;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean busy;
  private Flight flight;

  /**
   * {@code publisher} is told of every batch before its senders are; {@code onIdle} is called when
   * there is nothing left to do.
   */
  GroupCommit(
      Clock clock,
      RoomLog log,
      String room,
      Limits limits,
      Budget budget,
      Publisher publisher,
      Runnable onIdle) {
    this.clock = clock;
    this.log = log;
    this.room = room;
    this.limits = limits;
    this.budget = budget;
    this.publisher = publisher;
    this.onIdle = onIdle;
  }

  void offer(Draft draft, Receipt receipt) {
    if (waiting.size() >= limits.pending().messages()
        || waitingBytes + draft.size() > limits.pending().bytes()
        || !budget.take(draft.size())) {
      receipt.refused(ErrorCode.BUSY);
      return;
    }
    waiting.add(new Pending(draft, receipt));
    waitingBytes += draft.size();
    if (!busy) {
      busy = true;
      clock.soon(this::next); // behind all frames that arrived in this turn
    }
  }

  boolean isIdle() {
    return !busy;
  }

  /** Something has changed that may have answered: what is in flight is sent once more. */
  void hurry() {
    if (flight != null) {
      append(flight);
    }
  }

  private void next() {
    if (waiting.isEmpty()) {
      busy = false;
      onIdle.run();
      return;
    }
    flight = new Flight();
    long size = 0;
    while (!waiting.isEmpty()
        && flight.batch.size() < limits.batch().messages()
        && size < limits.batch().bytes()) {
      Pending pending = waiting.poll();
      flight.batch.add(pending);
      flight.drafts.add(pending.draft);
      size += pending.draft.size();
    }
    waitingBytes -= size;
    append(flight);
  }

  private void append(Flight sent) {
    if (sent.again != null) {
      sent.again.cancel();
      sent.again = null;
    }
    try {
      log.append(room, sent.drafts).onComplete(done -> answered(sent, done));
    } catch (RuntimeException e) {
      answered(sent, Future.failedFuture(e));
    }
  }

  /** Answers to what has been answered already are late ones. */
  private void answered(Flight sent, AsyncResult<Appended> done) {
    if (sent != flight) {
      return;
    }
    if (done.succeeded()) {
      land(() -> confirmed(sent.batch, done.result()));
    } else if (done.cause() instanceof RoomLog.NoQuorum) {
      land(() -> refuse(sent.batch, ErrorCode.NO_QUORUM));
    } else if (done.cause() instanceof RoomLog.Full) {
      land(() -> refuse(sent.batch, ErrorCode.BUSY));
    } else if (clock.nanos() > sent.deadline) {
      land(() -> refuse(sent.batch, ErrorCode.NOT_CONFIRMED));
    } else if (sent.again == null) {
      int jitter = ThreadLocalRandom.current().nextInt(sent.pauseMs) + 1;
      sent.pauseMs = Math.min(sent.pauseMs * 2, RETRY_MAX_MS);
      sent.again = clock.after(jitter, () -> append(sent));
    }
  }

  /** Whatever happens to those who are told: the room writes on. */
  private void land(Runnable tell) {
    if (flight.again != null) {
      flight.again.cancel();
    }
    flight.drafts.forEach(draft -> budget.giveBack(draft.size()));
    flight = null;
    guarded(tell);
    next();
  }

  private void confirmed(List<Pending> batch, Appended appended) {
    List<Entry> kept = appended.entries().stream().filter(entry -> entry.draft() != null).toList();
    guarded(() -> publisher.publish(room, appended.epoch(), appended.head(), kept));
    for (int i = 0; i < batch.size(); i++) {
      Entry entry = appended.entries().get(i);
      Receipt receipt = batch.get(i).receipt;
      try {
        if (entry.seq() > 0) {
          receipt.appended(appended.epoch(), entry.seq(), entry.at());
        } else {
          receipt.refused(ErrorCode.RATE_LIMITED);
        }
      } catch (RuntimeException e) {
        failed(e);
      }
    }
  }

  private static void refuse(List<Pending> batch, ErrorCode code) {
    batch.forEach(pending -> guarded(() -> pending.receipt.refused(code)));
  }

  private static void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private static void failed(RuntimeException failure) {
    LOG.log(Level.SEVERE, "Telling what became of a message failed", failure);
  }
}
