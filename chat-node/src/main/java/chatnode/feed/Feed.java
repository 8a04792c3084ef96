package chatnode.feed;

import chatnode.bus.RoomBatch;
import chatnode.clock.Clock;
import chatnode.count.LoopCounts;
import chatnode.log.Budget;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One room's messages in the order of its log, as one loop gets them.
 *
 * <pre>
 *              newest read              behind, and nothing has moved for a gap; another epoch
 *   opening ------------------> live <--------------------------------------------------> reading
 *    |    ^                      what is read follows on what was delivered: go on from there
 *    +----+ log refuses          the hole is older than the log: the bus gets a second, then all
 *           or fails: again      start over; another epoch: all start over where the two part
 * </pre>
 *
 * <p>Batches arrive from the bus in any order, late, twice or never. What is missing is usually
 * only late, as batches of several nodes overtake one another: so the log is read when nothing has
 * moved for a while. A busy room may have written more meanwhile than its log keeps; then the bus
 * is the only one who can still bring what is missing.
 */
public final class Feed {
  /** Of a read of the log. */
  public static final int PAGE = 500;

  /** Whoever gets the messages. */
  public interface Reader {
    /** The next ones, without hole or repeat. */
    void next(List<Entry> entries);

    /**
     * From here on, next comes number {@code first} of {@code epoch}: the room was opened, or its
     * numbering is another one, or messages are gone that nobody here has had.
     */
    void startOver(long epoch, long first, long head);

    /** The room cannot be opened yet; it is tried again. */
    void refused(ErrorCode why);
  }

  private static final Logger LOG = Logger.getLogger(Feed.class.getName());
  private static final int RECENT = 200;
  private static final int RETRY_MS = 250;
  private static final int REFUSED_RETRY_MS = 1000;
  private static final int PORTION_MS = 4;
  private static final long LATE_NANOS = 1_000_000_000L;

  private final Clock clock;
  private final String room;
  private final RoomLog log;
  private final Duration gap;
  private final LoopCounts counts;
  private final Reader reader;
  private final Order order;
  private final Early early;
  private final Trail trail = new Trail();
  private final List<Runnable> whenCurrent = new ArrayList<>();

  private long epoch;
  private boolean open;
  private boolean reading;
  private boolean readAgain;
  private boolean watching;
  private boolean delivering;
  private boolean closed;

  /** The furthest place somebody has seen the room at since the last read began; or null. */
  private RoomLog.Head seen;

  /** What neither bus nor log has brought, and since when. */
  private long missing;

  private long missingSince;

  /** {@code gap} is how long a hole may last before the log is read. */
  public Feed(
      Clock clock,
      String room,
      RoomLog log,
      Duration gap,
      LoopCounts counts,
      Budget budget,
      Reader reader) {
    this.clock = clock;
    this.room = room;
    this.log = log;
    this.gap = gap;
    this.counts = counts;
    this.reader = reader;
    this.order = new Order(1, budget);
    this.early = new Early(budget);
  }

  public boolean isOpen() {
    return open;
  }

  /** Whether all that was read is delivered, so that whoever comes now hears what comes now. */
  public boolean isCurrent() {
    return open && !delivering;
  }

  public long epoch() {
    return epoch;
  }

  /** The last number that was delivered. */
  public long head() {
    return order.next() - 1;
  }

  public void open() {
    read();
  }

  /** Late answers find nothing to do. */
  public void close() {
    closed = true;
    order.clear();
    early.take();
  }

  /** What the bus brings. */
  public void batch(RoomBatch batch) {
    if (!open) {
      early.hold(batch); // the log will tell which of it is new
    } else if (batch.epoch() != epoch) {
      read();
    } else {
      deliver(batch.entries());
      watch();
    }
  }

  /** Somebody has seen the room at this place. */
  public void headSeen(long epoch, long seq) {
    if (seen == null || epoch != seen.epoch() || seq > seen.seq()) {
      seen = new RoomLog.Head(epoch, seq);
    }
    watch();
  }

  /** Runs the action when the room is where the log is. */
  public void whenCurrent(Runnable action) {
    whenCurrent.add(action);
    if (open) {
      read();
    } // else it is being read already
  }

  private RoomLog.Head place() {
    return new RoomLog.Head(epoch, head());
  }

  private void deliver(List<Entry> entries) {
    List<Entry> ready = order.accept(entries);
    if (!ready.isEmpty()) {
      reader.next(ready);
    }
    if (order.hasMore() && !delivering) {
      delivering = true;
      clock.after(PORTION_MS, this::deliverMore);
    }
  }

  private void deliverMore() {
    delivering = false;
    if (!closed) {
      deliver(List.of());
      watch();
    }
  }

  // ---- live, until something is missing

  private boolean isBehind() {
    return order.hasHole() || isElsewhere() || seen != null && seen.seq() > head();
  }

  private boolean isElsewhere() {
    return seen != null && seen.epoch() != epoch;
  }

  private void watch() {
    if (!open || watching || reading || closed || !isBehind()) {
      return;
    }
    watching = true;
    long head = head();
    clock.after(
        gap.toMillis(),
        () -> {
          watching = false;
          if (isElsewhere() || isBehind() && head() == head) {
            counts.holeRepaired();
            read();
          } else {
            watch();
          }
        });
  }

  // ---- opening and reading: one read at a time

  private void read() {
    if (reading || closed) {
      readAgain = true;
      return;
    }
    reading = true;
    readAgain = false;
    seen = null; // it is in the log
    Future<Slice> asked = open ? log.follow(room, place(), PAGE) : log.open(room, RECENT);
    asked.onSuccess(slice -> answered(slice, this::take)).onFailure(this::failed);
  }

  /** Should something of ours go wrong with an answer, the room goes on all the same. */
  private void answered(Slice slice, Consumer<Slice> take) {
    if (closed) {
      return;
    }
    try {
      take.accept(slice);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "What the log has of room " + room + " cannot be passed on", e);
      readLater(RETRY_MS);
    }
  }

  private void failed(Throwable failure) {
    ErrorCode why = why(failure);
    if (!open && why != null && !closed) {
      reader.refused(why);
    }
    readLater(why == null ? RETRY_MS : REFUSED_RETRY_MS);
  }

  private static ErrorCode why(Throwable failure) {
    if (failure instanceof RoomLog.NoQuorum) {
      return ErrorCode.NO_QUORUM;
    }
    return failure instanceof RoomLog.Full || failure instanceof Store.Unreachable
        ? ErrorCode.BUSY
        : null;
  }

  private void readLater(long ms) {
    clock.after(
        ms,
        () -> {
          reading = false;
          read();
        });
  }

  private void take(Slice slice) {
    if (!open) {
      open = true;
      startOver(slice);
      early.take().forEach(this::batch);
      done(slice);
    } else if (follows(slice)) {
      deliver(slice.entries());
      done(slice);
    } else if (slice.epoch() == epoch && mayStillCome()) {
      readLater(gap.toMillis());
    } else if (slice.epoch() == epoch) {
      log.since(room, epoch, slice.first() - 1, PAGE)
          .onSuccess(kept -> answered(kept, this::giveUp))
          .onFailure(this::failed);
    } else if (slice.after() < 0 && trail.knows(slice.epoch())) {
      log.since(room, slice.epoch(), trail.headOf(slice.epoch()), PAGE)
          .onSuccess(since -> answered(since, this::begin))
          .onFailure(this::failed);
    } else {
      begin(slice);
    }
  }

  private void begin(Slice slice) {
    startOver(slice);
    done(slice);
  }

  private boolean follows(Slice slice) {
    return slice.epoch() == epoch && slice.first() <= head() + 1;
  }

  private boolean mayStillCome() {
    long due = head() + 1;
    if (missing != due) {
      missing = due;
      missingSince = clock.nanos();
    }
    return clock.nanos() - missingSince < LATE_NANOS;
  }

  /** Some are gone for good, unless the bus has brought them at the last moment. */
  private void giveUp(Slice kept) {
    if (follows(kept)) {
      deliver(kept.entries());
    } else {
      missing = 0;
      startOver(kept);
    }
    done(kept);
  }

  private void startOver(Slice slice) {
    long first = slice.from();
    if (slice.epoch() != epoch) {
      order.clear();
      // Whoever joins from now on may have been given no more of it than the new one shares.
      trail.left(epoch, slice.after() < 0 ? head() : Math.min(head(), slice.after()));
      epoch = slice.epoch();
    } // else what is held back may be the rest of it
    order.skipTo(first);
    reader.startOver(epoch, first, slice.head());
    deliver(slice.entries());
  }

  private void done(Slice slice) {
    if (delivering) {
      readLater(gap.toMillis());
      return;
    }
    reading = false;
    if (readAgain || head() < slice.head()) {
      read();
      return;
    }
    watch();
    List<Runnable> waiting = List.copyOf(whenCurrent);
    whenCurrent.clear();
    waiting.forEach(Runnable::run);
  }
}
