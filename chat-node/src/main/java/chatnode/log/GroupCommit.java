package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

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
 *                                               +----+ outcome unknown: the same batch again
 * </pre>
 */
public final class GroupCommit {

  /** Bounds of one room on one loop. */
  public record Limits(
      int batchMessages, int batchBytes, int pendingMessages, int pendingBytes, long deadlineMs) {}

  /** Whoever waits to hear of one draft. */
  public interface Receipt {
    void appended(long epoch, long seq, long at);

    void refused(ErrorCode code);
  }

  private record Pending(Draft draft, Receipt receipt) {}

  private static final int RETRY_MS = 20;
  private static final int RETRY_MAX_MS = 500;

  private final Vertx vertx;
  private final Context loop;
  private final RoomLog log;
  private final String room;
  private final Limits limits;
  private final Supplier<RoomLog.Confirmed> confirmed;
  private final BiConsumer<Long, List<Entry>> publish;
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private boolean busy;

  /** {@code publish} gets every confirmed batch with its epoch, before its senders hear of it. */
  public GroupCommit(
      Vertx vertx,
      RoomLog log,
      String room,
      Limits limits,
      Supplier<RoomLog.Confirmed> confirmed,
      BiConsumer<Long, List<Entry>> publish) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.log = log;
    this.room = room;
    this.limits = limits;
    this.confirmed = confirmed;
    this.publish = publish;
  }

  public void offer(Draft draft, Receipt receipt) {
    if (waiting.size() >= limits.pendingMessages()
        || waitingBytes + draft.size() > limits.pendingBytes()) {
      receipt.refused(ErrorCode.BUSY);
      return;
    }
    waiting.add(new Pending(draft, receipt));
    waitingBytes += draft.size();
    if (!busy) {
      busy = true;
      loop.runOnContext(v -> next()); // behind all frames that arrived in this turn
    }
  }

  private void next() {
    if (waiting.isEmpty()) {
      busy = false;
      return;
    }
    List<Pending> batch = new ArrayList<>();
    List<Draft> drafts = new ArrayList<>();
    int size = 0;
    while (!waiting.isEmpty()
        && batch.size() < limits.batchMessages()
        && size < limits.batchBytes()) {
      Pending pending = waiting.poll();
      batch.add(pending);
      drafts.add(pending.draft);
      size += pending.draft.size();
    }
    waitingBytes -= size;
    append(batch, drafts, System.nanoTime() + limits.deadlineMs() * 1_000_000, RETRY_MS);
  }

  private void append(List<Pending> batch, List<Draft> drafts, long deadline, int pauseMs) {
    log.append(room, drafts, confirmed.get())
        .onSuccess(appended -> confirmed(batch, appended))
        .onFailure(
            failure -> {
              if (failure instanceof RoomLog.NoQuorum) {
                refuse(batch, ErrorCode.NO_QUORUM);
              } else if (System.nanoTime() > deadline) {
                refuse(batch, ErrorCode.NOT_CONFIRMED);
              } else {
                int jitter = ThreadLocalRandom.current().nextInt(pauseMs) + 1;
                vertx.setTimer(
                    jitter,
                    t -> append(batch, drafts, deadline, Math.min(pauseMs * 2, RETRY_MAX_MS)));
              }
            });
  }

  private void confirmed(List<Pending> batch, Appended appended) {
    List<Entry> entries = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      entries.add(new Entry(appended.seqs()[i], appended.times()[i], batch.get(i).draft));
    }
    publish.accept(appended.epoch(), entries);
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).receipt.appended(appended.epoch(), appended.seqs()[i], appended.times()[i]);
    }
    next();
  }

  private void refuse(List<Pending> batch, ErrorCode code) {
    batch.forEach(pending -> pending.receipt.refused(code));
    next();
  }
}
