package chatnode.log;

import chatnode.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * What a node does for the rooms it owns: it tells them what was stored, stores what nobody has
 * stored - he who appended it may be gone -, and takes out of memory what need not be there.
 */
final class Upkeep {
  /** So long whoever appended something has time to store it. */
  private static final long PATIENCE_MS = 2000;

  /** At once: with those a node is busy for a while. */
  private static final int ROOMS = 200;

  private static final int PAUSE_MS = 150;
  private static final int DEPARTING_TRIES = 12;

  private final Ledgers ledgers;
  private final Store store;
  private final Duration idle;
  private final Shelf shelf;
  private final Strays strays;
  private final LongSupplier now;
  private final AtomicBoolean storing = new AtomicBoolean();

  /** {@code idle} is zero for rooms that never leave memory for being idle. */
  Upkeep(
      Ledgers ledgers, Store store, Shelf shelf, Strays strays, Duration idle, LongSupplier now) {
    this.ledgers = ledgers;
    this.store = store;
    this.idle = idle;
    this.shelf = shelf;
    this.strays = strays;
    this.now = now;
  }

  Future<Void> tidy(Predicate<String> occupied) {
    long idleBefore = idle.isZero() ? 0 : now.getAsLong() - idle.toMillis();
    return shelf
        .tell()
        .compose(v -> ledgers.census())
        .compose(
            rooms -> {
              strays.look(rooms);
              storeLate(rooms, now.getAsLong() - PATIENCE_MS);
              return makeRoom(Tidying.of(rooms, occupied, idleBefore, ledgers.memory().excess()));
            });
  }

  // ---- what nobody has stored

  /** In the background: when the store is away this takes long. */
  private Future<Void> storeLate(List<Ledgers.Standing> rooms, long before) {
    List<String> late =
        rooms.stream()
            .filter(room -> room.waitingSince() < before)
            .limit(ROOMS)
            .map(Ledgers.Standing::room)
            .toList();
    if (late.isEmpty() || store.state().trouble() != null || !storing.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return Future.join(late.stream().map(this::storeRest).toList())
        .<Void>mapEmpty()
        .onComplete(done -> storing.set(false));
  }

  private Future<Void> storeRest(String room) {
    return ledgers
        .unstored(room)
        .compose(
            rest ->
                rest == null || rest.entries().isEmpty()
                    ? Future.succeededFuture()
                    : shelf.put(room, rest.origin(), rest.entries()));
  }

  // ---- what leaves memory

  private Future<Void> makeRoom(Tidying tidying) {
    List<Future<Void>> squeezed = tidying.squeeze().stream().map(ledgers::squeeze).toList();
    return Future.join(squeezed).otherwiseEmpty().compose(v -> evict(tidying.leave()));
  }

  private Future<Void> evict(List<Ledgers.Standing> rooms) {
    if (rooms.isEmpty() || store.state().trouble() != null) {
      return Future.succeededFuture();
    }
    return Future.join(rooms.stream().map(this::seal).toList())
        .map(all -> all.<Store.Closing>list().stream().filter(Objects::nonNull).toList())
        .compose(
            closings ->
                store
                    .close(closings)
                    .compose(v -> Future.join(closings.stream().map(ledgers::forget).toList())))
        .mapEmpty();
  }

  private Future<Store.Closing> seal(Ledgers.Standing room) {
    return ledgers.seal(room.room(), room.idleSince() + 1).otherwiseEmpty();
  }

  // ---- leaving

  /** Where nobody stays again and again for a while: what others hand over comes in meanwhile. */
  Future<Void> depart(Predicate<String> occupied, BooleanSupplier someoneStays) {
    return depart(occupied, someoneStays, DEPARTING_TRIES);
  }

  private Future<Void> depart(Predicate<String> occupied, BooleanSupplier someoneStays, int tries) {
    boolean isLast = !someoneStays.getAsBoolean();
    return shelf
        .tell()
        .compose(v -> ledgers.census())
        .compose(rooms -> storeLate(rooms, Long.MAX_VALUE - 1).map(rooms))
        .compose(rooms -> evict(leaving(rooms, room -> !isLast && occupied.test(room))).map(rooms))
        .compose(
            rooms ->
                rooms.isEmpty() || !isLast || tries == 0
                    ? Future.succeededFuture()
                    : Vertx.currentContext()
                        .owner()
                        .timer(PAUSE_MS)
                        .compose(v -> depart(occupied, someoneStays, tries - 1)));
  }

  private static List<Ledgers.Standing> leaving(
      List<Ledgers.Standing> rooms, Predicate<String> occupied) {
    return rooms.stream()
        .filter(room -> room.waitingSince() == Long.MAX_VALUE && !occupied.test(room.room()))
        .toList();
  }
}
