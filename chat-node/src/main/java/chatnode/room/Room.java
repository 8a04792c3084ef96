package chatnode.room;

import chatnode.bus.Pulse;
import chatnode.bus.RoomBatch;
import chatnode.bus.RoomBus;
import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.log.GroupCommit;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.presence.Attendance;
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
  private static final int PORTION_MS = 4;

  private final Vertx vertx;
  private final String name;
  private final RoomLog log;
  private final Settings settings;
  private final GroupCommit commit;
  private final Audience audience;
  private final Reception reception;
  private final CatchUp catchUp;
  private final List<RoomBatch> beforeOpen = new ArrayList<>();
  private long beforeOpenBytes;

  private boolean open;
  private boolean delivering;
  private long firstKept = 1;
  private Order order = new Order(1);

  Room(
      Vertx vertx,
      String name,
      RoomLog log,
      RoomBus bus,
      Settings settings,
      LoopCounts counts,
      Attendance attendance,
      Pulse pulse) {
    this.vertx = vertx;
    this.name = name;
    this.log = log;
    this.settings = settings;
    this.catchUp = new CatchUp(vertx, name, this, log, settings.gapMs(), counts);
    this.audience = new Audience(vertx, name, log, settings, counts, catchUp::read);
    this.reception = new Reception(vertx, name, this, audience, log, attendance);
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
    catchUp.read();
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

  /** Nobody of this loop is here any more. */
  void close() {
    catchUp.close();
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

  void broadcast(ServerFrame.Presence changes) {
    audience.broadcast(changes);
  }

  void broadcast(ServerFrame.Typing typing) {
    audience.broadcast(typing);
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
      if (beforeOpenBytes < Order.MAX_EARLY_BYTES) {
        beforeOpen.add(batch); // the log will tell which of it is new
        beforeOpenBytes += batch.bytes();
      }
    } else if (batch.epoch() != epoch()) {
      catchUp.read();
    } else {
      deliver(batch.entries());
      catchUp.watch();
    }
  }

  private void deliver(List<Entry> entries) {
    audience.deliver(order.accept(entries));
    if (order.hasMore() && !delivering) {
      delivering = true;
      vertx.setTimer(
          PORTION_MS,
          t -> {
            delivering = false;
            deliver(List.of());
            catchUp.watch();
          });
    }
  }

  /** Somebody has seen the room at this place. */
  void headSeen(long epoch, long seq) {
    if (open) {
      catchUp.headSeen(epoch, seq);
    }
  }

  boolean hasHole() {
    return order.hasHole();
  }

  /** Whether some of what has arrived is yet to be delivered. */
  boolean isDelivering() {
    return delivering;
  }

  void isKeptFrom(long seq) {
    firstKept = Math.max(firstKept, seq);
  }

  /** Runs the action when this room is where the log is. */
  void readThen(Runnable action) {
    catchUp.readThen(action);
  }

  // ---- what the log says

  void logRefuses() {
    reception.putOff();
  }

  void read(Slice next) {
    isKeptFrom(next.first());
    deliver(next.entries());
  }

  void open(Slice slice) {
    open = true;
    audience.restart(start(slice), null);
    List<RoomBatch> early = List.copyOf(beforeOpen);
    beforeOpen.clear();
    beforeOpenBytes = 0;
    early.forEach(this::batch);
    deliver(List.of());
  }

  /**
   * The numbering is another one, or messages are gone that nobody here has had: never in silence.
   */
  void reset(Slice kept) {
    Backlog fresh = start(kept);
    audience.restart(fresh, new ServerFrame.Reset(name, kept.epoch(), kept.head(), kept.first()));
    deliver(List.of()); // what was held back behind it
  }

  private Backlog start(Slice slice) {
    List<Entry> entries = slice.entries();
    long first = entries.isEmpty() ? slice.head() + 1 : entries.get(0).seq();
    firstKept = slice.first();
    if (slice.epoch() == epoch()) {
      order.skipTo(first); // what is held back may be the rest of it
    } else {
      order = new Order(first);
    }
    Backlog backlog = new Backlog(slice.epoch(), first);
    backlog.add(order.accept(entries));
    return backlog;
  }
}
