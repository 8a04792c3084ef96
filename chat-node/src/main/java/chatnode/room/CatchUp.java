package chatnode.room;

import chatnode.count.LoopCounts;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a room where its log is.
 *
 * <p>What is missing is usually only late: batches of several nodes overtake one another. So the
 * log is read when nothing has moved for a while. A busy room may have written more meanwhile than
 * its log keeps; then the bus is the only one who can still bring what is missing, and gets a
 * second for it before everyone is told to start over.
 */
final class CatchUp {
  private static final int RECENT = 200;
  private static final int RETRY_MS = 250;
  private static final long LATE_NANOS = 1_000_000_000L;

  private final Vertx vertx;
  private final String name;
  private final Room room;
  private final RoomLog log;
  private final long gapMs;
  private final LoopCounts counts;
  private final List<Runnable> afterRead = new ArrayList<>();

  private boolean reading;
  private boolean readAgain;
  private boolean watching;
  private boolean closed;

  /** The furthest place somebody has seen the room at since the last read began; or null. */
  private RoomLog.Head seen;

  /** What neither bus nor log has brought, and since when. */
  private long missing;

  private long missingSince;

  CatchUp(Vertx vertx, String name, Room room, RoomLog log, long gapMs, LoopCounts counts) {
    this.vertx = vertx;
    this.name = name;
    this.room = room;
    this.log = log;
    this.gapMs = gapMs;
    this.counts = counts;
  }

  /** Late answers find nothing to do. */
  void close() {
    closed = true;
  }

  void headSeen(long epoch, long seq) {
    if (seen == null || epoch != seen.epoch() || seq > seen.seq()) {
      seen = new RoomLog.Head(epoch, seq);
    }
    watch();
  }

  private boolean isBehind() {
    return room.hasHole() || isElsewhere() || seen != null && seen.seq() > room.head();
  }

  private boolean isElsewhere() {
    return seen != null && seen.epoch() != room.epoch();
  }

  void watch() {
    if (watching || reading || closed || !isBehind()) {
      return;
    }
    watching = true;
    long head = room.head();
    vertx.setTimer(
        gapMs,
        t -> {
          watching = false;
          if (isElsewhere() || isBehind() && room.head() == head) {
            counts.holeRepaired();
            read();
          } else {
            watch();
          }
        });
  }

  /** Runs the action when the room is where the log is. */
  void readThen(Runnable action) {
    afterRead.add(action);
    if (room.isOpen()) {
      read();
    } // else it is being read already
  }

  /** One read at a time. */
  void read() {
    if (reading || closed) {
      readAgain = true;
      return;
    }
    reading = true;
    readAgain = false;
    seen = null; // it is in the log
    (room.isOpen()
            ? log.since(name, room.head(), Audience.PAGE)
            : log.before(name, Long.MAX_VALUE, RECENT))
        .onSuccess(this::take)
        .onFailure(this::failed);
  }

  private void failed(Throwable failure) {
    if (failure instanceof RoomLog.NoQuorum) {
      room.logRefuses();
    }
    readLater(RETRY_MS);
  }

  private void readLater(long ms) {
    vertx.setTimer(
        ms,
        t -> {
          reading = false;
          read();
        });
  }

  private void take(Slice slice) {
    if (!room.isOpen()) {
      room.open(slice);
      done(slice);
    } else if (follows(slice)) {
      room.read(slice);
      done(slice);
    } else if (slice.epoch() == room.epoch() && mayStillCome()) {
      readLater(gapMs);
    } else {
      log.since(name, slice.first() - 1, Audience.PAGE)
          .onSuccess(this::reset)
          .onFailure(this::failed);
    }
  }

  private boolean follows(Slice slice) {
    return slice.epoch() == room.epoch() && slice.first() <= room.head() + 1;
  }

  private boolean mayStillCome() {
    long due = room.head() + 1;
    if (missing != due) {
      missing = due;
      missingSince = System.nanoTime();
    }
    return System.nanoTime() - missingSince < LATE_NANOS;
  }

  private void reset(Slice kept) {
    if (follows(kept)) {
      room.read(kept); // the bus has brought it at the last moment
    } else {
      missing = 0;
      room.reset(kept);
    }
    done(kept);
  }

  private void done(Slice slice) {
    if (room.isDelivering()) {
      readLater(gapMs);
      return;
    }
    reading = false;
    if (readAgain || room.head() < slice.head()) {
      read();
      return;
    }
    watch();
    List<Runnable> waiting = List.copyOf(afterRead);
    afterRead.clear();
    waiting.forEach(Runnable::run);
  }
}
