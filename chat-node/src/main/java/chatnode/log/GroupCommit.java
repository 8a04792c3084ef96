package chatnode.log;

import chatnode.clock.Clock;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.store.Store;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
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
 *                                               |    ^         |
 *                                               +----+         +--> kept, or too late: all are told
 *                        outcome unknown, or somebody hurries:
 *                        the same batch again, and the first answer counts
 * </pre>
 *
 * <p>Being kept - stored, that is - is not waited for by anybody but the senders: the next batch is
 * appended meanwhile, and several may wait.
 */
public final class GroupCommit {

  /** Bounds of one room on one loop. */
  public record Limits(Bound batch, Bound pending, Duration deadline) {}

  /** At most so many messages, and so many bytes of them. */
  public record Bound(int messages, long bytes) {}

  /** Whoever waits to hear of one draft. */
  public interface Receipt {
    /** {@code known}: it was there already, under this number. */
    void appended(long epoch, long seq, long at, boolean known);

    void refused(ErrorCode code);
  }

  /** Whoever finds out whether something that is not in memory can be changed. */
  interface Aside {
    void take(Draft change, Receipt receipt);
  }

  /** {@code stored}: what it changes was found in the store. */
  private record Pending(Draft draft, boolean again, boolean stored, Receipt receipt) {}

  /** What is in flight: the same drafts however often they are sent. */
  private final class Flight {
    final List<Pending> batch = new ArrayList<>();
    final List<Draft> drafts = new ArrayList<>();
    final Set<Pending> aside = Collections.newSetFromMap(new IdentityHashMap<>(0));
    final long deadline = clock.nanos() + limits.deadline().toNanos();
    int pauseMs = RETRY_MS;
    Clock.Timer again;
    boolean asked;
    boolean told;

    boolean isLate() {
      return clock.nanos() > deadline;
    }

    BitSet stored() {
      BitSet stored = new BitSet();
      for (int i = 0; i < batch.size(); i++) {
        stored.set(i, batch.get(i).stored);
      }
      return stored;
    }
  }

  private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
  private static final long NANOS_PER_MS = 1_000_000;
  private static final int RETRY_MS = 20;
  private static final int RETRY_MAX_MS = 200;

  private final Clock clock;
  private final RoomLog log;
  private final String room;
  private final Limits limits;
  private final Budget budget;
  private final Publisher publisher;
  private final Aside aside;
  private final Runnable onIdle;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean busy;
  private Flight flight;

  /**
   * {@code publisher} is told of every batch before its senders are; {@code aside} gets what cannot
   * be numbered before the store was asked, which holds up nobody else; {@code onIdle} is called
   * when there is nothing left to do.
   */
  GroupCommit(
      Clock clock,
      RoomLog log,
      String room,
      Limits limits,
      Budget budget,
      Publisher publisher,
      Aside aside,
      Runnable onIdle) {
    this.clock = clock;
    this.log = log;
    this.room = room;
    this.limits = limits;
    this.budget = budget;
    this.publisher = publisher;
    this.aside = aside;
    this.onIdle = onIdle;
  }

  /** {@code again}: it may be a resend of something so old that only the store knows it. */
  void offer(Draft draft, boolean again, Receipt receipt) {
    offer(new Pending(draft, again, false, receipt));
  }

  /** What it changes was found in the store. */
  void offerChange(Draft change, Receipt receipt) {
    offer(new Pending(change, false, true, receipt));
  }

  private void offer(Pending pending) {
    Draft draft = pending.draft;
    if (waiting.size() >= limits.pending().messages()
        || waitingBytes + draft.size() > limits.pending().bytes()
        || !budget.take(draft.size())) {
      pending.receipt.refused(ErrorCode.BUSY);
      return;
    }
    waiting.add(pending);
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
      if (!sent.asked && sent.batch.stream().anyMatch(Pending::again)) {
        ask(sent);
      } else {
        log.append(room, sent.drafts, sent.stored()).onComplete(done -> answered(sent, done));
      }
    } catch (RuntimeException e) {
      answered(sent, Future.failedFuture(e));
    }
  }

  /** What the store has already is not appended once more. */
  private void ask(Flight sent) {
    List<Pending> old = sent.batch.stream().filter(Pending::again).toList();
    log.find(room, old.stream().map(Pending::draft).toList())
        .onComplete(
            found -> {
              if (found.failed()) {
                answered(sent, Future.failedFuture(found.cause()));
              } else if (sent == flight && !sent.asked) {
                sent.asked = true;
                tell(sent, old, found.result());
                if (sent.batch.isEmpty()) {
                  land(sent);
                } else {
                  append(sent);
                }
              }
            });
  }

  private void tell(Flight sent, List<Pending> old, List<Store.Place> places) {
    for (int i = 0; i < old.size(); i++) {
      Store.Place place = places.get(i);
      if (place != null) {
        Pending known = old.get(i);
        sent.drafts.remove(sent.batch.indexOf(known));
        sent.batch.remove(known);
        budget.giveBack(known.draft.size());
        guarded(() -> known.receipt.appended(place.epoch(), place.seq(), place.at(), true));
      }
    }
  }

  /** Answers to what has been answered already are late ones. */
  private void answered(Flight sent, AsyncResult<Appended> done) {
    if (sent != flight) {
      return;
    }
    if (done.succeeded()) {
      guarded(() -> appended(sent, done.result()));
      land(sent);
    } else if (done.cause() instanceof RoomLog.NoQuorum) {
      refuse(sent, ErrorCode.NO_QUORUM);
      land(sent);
    } else if (done.cause() instanceof RoomLog.Full) {
      refuse(sent, ErrorCode.BUSY);
      land(sent);
    } else if (sent.isLate()) {
      refuse(sent, ErrorCode.NOT_CONFIRMED);
      land(sent);
    } else if (sent.again == null) {
      int jitter = ThreadLocalRandom.current().nextInt(sent.pauseMs) + 1;
      sent.pauseMs = Math.min(sent.pauseMs * 2, RETRY_MAX_MS);
      sent.again = clock.after(jitter, () -> append(sent));
    }
  }

  /** Whatever happens to those who are told: the room writes on. */
  private void land(Flight landed) {
    if (landed.again != null) {
      landed.again.cancel();
    }
    flight = null;
    next();
  }

  /** All hear of it at once; its senders do when it is kept. */
  private void appended(Flight sent, Appended appended) {
    List<Entry> kept = appended.entries().stream().filter(entry -> entry.draft() != null).toList();
    guarded(() -> publisher.publish(room, appended.epoch(), appended.head(), kept));
    putAside(sent, appended);
    Future<Void> stored = log.keep(room, appended);
    if (stored.succeeded()) {
      confirmed(sent, appended);
      return;
    }
    long ms = Math.max(1, (sent.deadline - clock.nanos()) / NANOS_PER_MS);
    Clock.Timer late = clock.after(ms, () -> refuse(sent, ErrorCode.NOT_CONFIRMED));
    stored.onComplete(
        done -> {
          late.cancel();
          if (done.succeeded() && !sent.isLate()) {
            confirmed(sent, appended);
          } else {
            refuse(sent, ErrorCode.NOT_CONFIRMED);
          }
        });
  }

  private void putAside(Flight sent, Appended appended) {
    for (int i = 0; i < sent.batch.size(); i++) {
      if (appended.isUnknown(i)) {
        Pending pending = sent.batch.get(i);
        sent.aside.add(pending);
        guarded(() -> aside.take(pending.draft, pending.receipt));
      }
    }
  }

  private void confirmed(Flight sent, Appended appended) {
    if (isTold(sent)) {
      return;
    }
    for (int i = 0; i < sent.batch.size(); i++) {
      Entry entry = appended.entries().get(i);
      boolean known = appended.known().get(i);
      if (!sent.aside.contains(sent.batch.get(i))) {
        Receipt receipt = sent.batch.get(i).receipt;
        guarded(() -> tell(receipt, appended.epoch(), entry, known));
      }
    }
  }

  private static void tell(Receipt receipt, long epoch, Entry entry, boolean known) {
    if (entry.seq() > 0) {
      receipt.appended(epoch, entry.seq(), entry.at(), known);
    } else {
      boolean isNotFound = entry.seq() == Ledger.NOT_FOUND;
      receipt.refused(isNotFound ? ErrorCode.NOT_FOUND : ErrorCode.RATE_LIMITED);
    }
  }

  private void refuse(Flight sent, ErrorCode code) {
    if (!isTold(sent)) {
      sent.batch.stream()
          .filter(pending -> !sent.aside.contains(pending))
          .forEach(pending -> guarded(() -> pending.receipt.refused(code)));
    }
  }

  /** Each is told once, and what it held is free from then on. */
  private boolean isTold(Flight sent) {
    if (sent.told) {
      return true;
    }
    sent.told = true;
    sent.drafts.forEach(draft -> budget.giveBack(draft.size()));
    return false;
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
