package chatnode.room;

import chatnode.bus.RoomBatch;
import chatnode.bus.RoomBus;
import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.log.GroupCommit;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.ServerFrame;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * A room as one loop sees it, in the order of its log.
 *
 * <pre>
 *   opening --log read--> live --hole, beat ahead, other epoch--> catching up --log read--> live
 * </pre>
 *
 * <p>Batches arrive from the bus in any order, late, twice or never; {@link Order} and the log make
 * one order of them and the {@link Audience} gets it.
 */
final class Room {
  private static final int RECENT = 200;
  private static final int MAX_EARLY = 64;
  private static final int PAGE = 500;
  private static final int RETRY_MS = 250;

  private final Vertx vertx;
  private final String name;
  private final RoomLog log;
  private final Settings settings;
  private final LoopCounts counts;
  private final GroupCommit commit;
  private final Audience audience;
  private final Reception reception;
  private final List<Runnable> afterRead = new ArrayList<>();
  private final List<RoomBatch> beforeOpen = new ArrayList<>();

  private boolean open;
  private boolean closed;
  private boolean reading;
  private boolean readAgain;
  private boolean watching;
  private long firstKept = 1;
  private Order order = new Order(1);

  Room(
      Vertx vertx,
      String name,
      RoomLog log,
      RoomBus bus,
      Settings settings,
      LoopCounts counts,
      Roster roster,
      Pulse pulse) {
    this.vertx = vertx;
    this.name = name;
    this.log = log;
    this.settings = settings;
    this.counts = counts;
    this.audience = new Audience(vertx, name, log, settings, counts, this::read);
    this.reception = new Reception(vertx, name, this, audience, log, roster);
    this.commit =
        new GroupCommit(
            vertx,
            log,
            name,
            settings.append(),
            () -> new RoomLog.Confirmed(epoch(), head()),
            (epoch, entries) -> {
              long head = entries.stream().mapToLong(Entry::seq).max().orElse(0);
              pulse.wrote(name, epoch, head);
              bus.publish(new RoomBatch(name, epoch, entries));
              headSeen(epoch, head); // should it not come back from the bus
            });
    read();
  }

  RoomTraffic traffic() {
    return audience.traffic();
  }

  boolean isOpen() {
    return open;
  }

  long epoch() {
    return audience.backlog().epoch();
  }

  long head() {
    return audience.backlog().head();
  }

  /** The oldest message that is kept, as far as this loop knows. */
  long firstKept() {
    return Math.max(firstKept, head() - settings.history() + 1);
  }

  // ---- who is here

  boolean isEmpty() {
    return audience.isEmpty() && reception.isEmpty();
  }

  /** Nobody of this loop is here any more: late answers find nothing to do. */
  void close() {
    closed = true;
  }

  void join(Member member, ClientFrame.Join request) {
    reception.join(member, request);
  }

  void leave(Member member) {
    reception.leave(member);
    audience.remove(member);
  }

  void pump(Member member) {
    audience.pump(member);
  }

  // ---- what is said

  void say(Draft draft, GroupCommit.Receipt receipt) {
    commit.offer(draft, receipt);
  }

  void broadcast(ServerFrame frame, String except) {
    audience.broadcast(frame, except);
  }

  void history(ClientFrame.History request, Outlet outlet) {
    log.before(name, request.before(), request.limit())
        .onSuccess(
            slice -> {
              List<Entry> found = slice.entries();
              boolean more = !found.isEmpty() && found.get(0).seq() > slice.first();
              outlet.send(new ServerFrame.History(name, slice.epoch(), found, slice.first(), more));
            })
        .onFailure(
            failure ->
                outlet.send(
                    new ServerFrame.Error(
                        ErrorCode.BUSY, "the log does not answer: ask again", name, null, 1000)));
  }

  // ---- what arrives

  void batch(RoomBatch batch) {
    if (!open) {
      if (beforeOpen.size() < MAX_EARLY) {
        beforeOpen.add(batch); // the log will tell which of it is new
      }
    } else if (batch.epoch() != epoch()) {
      read();
    } else {
      audience.deliver(order.accept(batch.entries()));
      watchForHole();
    }
  }

  /** Somebody has seen the room at this place. */
  void headSeen(long epoch, long seq) {
    if (open && isBehind(epoch, seq)) {
      watch(epoch, seq);
    }
  }

  private boolean isBehind(long epoch, long seq) {
    return epoch != epoch() || seq > head();
  }

  private void watchForHole() {
    if (order.hasHole()) {
      watch(epoch(), head() + 1);
    }
  }

  /**
   * What is missing often comes by itself, as batches of several nodes overtake one another: wait a
   * little.
   */
  private void watch(long epoch, long seq) {
    if (!watching) {
      watching = true;
      vertx.setTimer(
          settings.gapMs(),
          t -> {
            watching = false;
            if (isBehind(epoch, seq) || order.hasHole()) {
              counts.holeRepaired();
              read();
            }
          });
    }
  }

  void isKeptFrom(long seq) {
    firstKept = Math.max(firstKept, seq);
  }

  /** Runs the action when this room is where the log is. */
  void readThen(Runnable action) {
    afterRead.add(action);
    if (open) {
      read();
    } // else it is being read already
  }

  /** Reads from the log what is missing here; one read at a time. */
  private void read() {
    if (reading || closed) {
      readAgain = true;
      return;
    }
    reading = true;
    readAgain = false;
    (open ? log.since(name, head(), PAGE) : log.before(name, Long.MAX_VALUE, RECENT))
        .onSuccess(this::take)
        .onFailure(this::readFailed);
  }

  private void readFailed(Throwable failure) {
    reading = false;
    if (failure instanceof RoomLog.NoQuorum) {
      reception.putOff();
    }
    vertx.setTimer(RETRY_MS, t -> read());
  }

  private void take(Slice slice) {
    if (!open) {
      open(slice);
    } else if (slice.epoch() != epoch() || slice.first() > order.next()) {
      log.since(name, slice.first() - 1, PAGE).onSuccess(this::reset).onFailure(this::readFailed);
      return;
    } else {
      isKeptFrom(slice.first());
      audience.deliver(order.accept(slice.entries()));
    }
    readDone(slice);
  }

  private void readDone(Slice slice) {
    reading = false;
    if (readAgain || head() < slice.head()) {
      read();
      return;
    }
    watchForHole();
    List<Runnable> waiting = List.copyOf(afterRead);
    afterRead.clear();
    waiting.forEach(Runnable::run);
  }

  private void open(Slice slice) {
    open = true;
    audience.restart(start(slice), null);
    List<RoomBatch> early = List.copyOf(beforeOpen);
    beforeOpen.clear();
    early.forEach(this::batch);
  }

  /**
   * The numbering is another one, or messages are gone that nobody here has had: never in silence.
   */
  private void reset(Slice kept) {
    Backlog fresh = start(kept);
    audience.restart(fresh, new ServerFrame.Reset(name, kept.epoch(), kept.head(), kept.first()));
    readDone(kept);
  }

  private Backlog start(Slice slice) {
    List<Entry> entries = slice.entries();
    long first = entries.isEmpty() ? slice.head() + 1 : entries.get(0).seq();
    firstKept = slice.first();
    order = new Order(first);
    Backlog backlog = new Backlog(slice.epoch(), first);
    backlog.add(order.accept(entries));
    return backlog;
  }
}
