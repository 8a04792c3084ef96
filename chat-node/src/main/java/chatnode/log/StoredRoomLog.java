package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Mark;
import chatnode.protocol.Placed;
import chatnode.protocol.Reference;
import chatnode.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The log as rooms see it: ledgers in memory, and a store behind them.
 *
 * <pre>
 *             append                    keep                     told, now and then
 *   draft ------------> numbered ------------------> stored -----------------------> may leave
 *     ^                 in memory, on two nodes      on disk, its ack leaves          memory
 *     |                                                                                 |
 *     +-- a room that is not in memory: opened from the store by who has the ticket <---+
 * </pre>
 *
 * <p>Whoever appends also writes it to the store. Should he not get to it, the room's owner sees
 * after a while what has not been stored and does it himself ({@link Upkeep}).
 */
public final class StoredRoomLog implements RoomLog {
  /** Of a room that is opened: these messages and ids come into memory. */
  private static final int ENTRIES = 2000;

  private static final long BYTES = 1 << 20;
  private static final int IDS = 20_000;

  private static final int RETRY_MS = 15;
  private static final int TRIES = 200;

  private final Ledgers ledgers;
  private final Store store;
  private final Retention keep;
  private final boolean waits;
  private final Shelf shelf;
  private final Upkeep upkeep;
  private final Strays strays;

  /**
   * {@code waits} is whether acknowledging waits for the store. {@code now} is in epoch
   * milliseconds.
   */
  public StoredRoomLog(
      Ledgers ledgers, Store store, Retention keep, Kept kept, boolean waits, LongSupplier now) {
    this.ledgers = ledgers;
    this.store = store;
    this.keep = keep;
    this.waits = waits;
    this.strays = new Strays(store, now);
    this.shelf = new Shelf(ledgers, store);
    this.upkeep = new Upkeep(ledgers, store, shelf, strays, kept.idle(), now);
  }

  // ---- writing

  @Override
  public Future<Appended> append(String room, List<Draft> drafts, BitSet stored) {
    return warm(room, null, () -> ledgers.append(room, drafts, stored));
  }

  @Override
  public Future<Void> keep(String room, Appended appended) {
    List<Entry> entries = appended.unstored();
    if (entries.isEmpty() || !keep.stays()) {
      return Future.succeededFuture();
    }
    Future<Void> written = shelf.put(room, appended.origin(), entries);
    return waits ? written : Future.succeededFuture();
  }

  @Override
  public Future<List<Store.Place>> find(String room, List<Draft> drafts) {
    return store.find(room, drafts);
  }

  @Override
  public Future<Boolean> stands(String room, Reference message) {
    return store.stands(room, message);
  }

  // ---- reading

  @Override
  public Future<Slice> open(String room, int recent) {
    return warm(room, null, () -> ledgers.before(room, Long.MAX_VALUE, recent));
  }

  @Override
  public Future<Slice> since(String room, long epoch, long after, int max) {
    return warm(room, null, () -> ledgers.since(room, epoch, after, max))
        .compose(slice -> placed(room, slice, epoch, after, max));
  }

  @Override
  public Future<Slice> follow(String room, Head delivered, int max) {
    return warm(room, delivered, () -> ledgers.follow(room, delivered, max))
        .compose(slice -> placed(room, slice, delivered.epoch(), delivered.seq(), max));
  }

  /**
   * Memory may know nothing of an epoch, as of a part of the cluster that was gone before the two
   * had become one; the store knows where it parted.
   */
  private Future<Slice> placed(String room, Slice slice, long epoch, long after, int max) {
    boolean isOfThisEpoch = epoch == PRESENT || slice.epoch() == epoch;
    if (slice.after() >= 0 || isOfThisEpoch || !keep.stays()) {
      return Future.succeededFuture(slice);
    }
    return store
        .shared(room, epoch, slice.epoch())
        .compose(
            shared ->
                shared > 0
                    ? ledgers.since(room, slice.epoch(), Math.min(after, shared), max)
                    : Future.succeededFuture(slice))
        .recover(failure -> Future.succeededFuture(slice));
  }

  @Override
  public Future<Map<String, Head>> heads(Collection<String> rooms) {
    return ledgers.heads(rooms);
  }

  /** A room of which neither memory nor the store has anything is not opened for it. */
  @Override
  public Future<Head> head(String room) {
    return ledgers
        .head(room)
        .compose(head -> head != null ? Future.succeededFuture(head) : headOfTheStored(room));
  }

  private Future<Head> headOfTheStored(String room) {
    return store
        .before(room, PRESENT, Long.MAX_VALUE, 1)
        .compose(
            newest ->
                newest.messages().isEmpty()
                    ? Future.succeededFuture()
                    : open(room, 0).map(slice -> new Head(slice.epoch(), slice.head())));
  }

  /** What memory has of it, and behind that what the store has. */
  @Override
  public Future<Store.Page> history(String room, OptionalLong epoch, long before, int max) {
    return warm(room, null, () -> ledgers.before(room, before, max))
        .compose(
            slice -> {
              if (epoch.isPresent() && epoch.getAsLong() != slice.epoch()) {
                return store.before(room, epoch.getAsLong(), before, max);
              }
              List<Placed> kept = placed(slice);
              long from =
                  Math.min(before, kept.isEmpty() ? slice.first() : kept.get(0).entry().seq());
              if (kept.size() >= max || from > slice.first()) {
                Mark next = from > 1 ? new Mark(room, slice.epoch(), from) : null;
                return Future.succeededFuture(new Store.Page(kept, next));
              }
              return behind(room, slice.epoch(), from, max - kept.size())
                  .map(older -> joined(older, kept));
            });
  }

  /** An epoch that nothing was stored under yet is not known to the store. */
  private Future<Store.Page> behind(String room, long epoch, long before, int max) {
    return store
        .before(room, epoch, before, max)
        .compose(
            page ->
                page.messages().isEmpty() && before > 1
                    ? store.before(room, PRESENT, before, max)
                    : Future.succeededFuture(page));
  }

  private static Store.Page joined(Store.Page older, List<Placed> kept) {
    List<Placed> all = new ArrayList<>(older.messages());
    all.addAll(kept);
    return new Store.Page(all, older.next());
  }

  private static List<Placed> placed(Slice slice) {
    return slice.entries().stream().map(entry -> new Placed(slice.epoch(), entry)).toList();
  }

  @Override
  public Future<Store.Found> search(Store.Query query) {
    return store.search(query);
  }

  // ---- what is in memory

  /** Does the work, and brings the room in first where it is not there. */
  private <T> Future<T> warm(String room, Head delivered, Supplier<Future<T>> work) {
    return warm(room, delivered, work, TRIES);
  }

  private <T> Future<T> warm(String room, Head delivered, Supplier<Future<T>> work, int tries) {
    return work.get()
        .recover(
            failure ->
                failure instanceof Ledgers.Cold cold && tries > 0
                    ? bring(room, cold, delivered)
                        .compose(v -> warm(room, delivered, work, tries - 1))
                    : Future.failedFuture(failure));
  }

  private Future<Void> bring(String room, Ledgers.Cold cold, Head delivered) {
    if (cold.ticket() == 0) { // somebody else does
      return Vertx.currentContext().owner().timer(RETRY_MS).mapEmpty();
    }
    Store.Opening how =
        new Store.Opening(
            cold.epoch(),
            cold.goOn(),
            ENTRIES,
            Math.min(BYTES, keep.bytes()),
            keep.window().toMillis(),
            keep.remember().toMillis(),
            IDS);
    return store
        .open(room, how)
        .compose(
            opened -> {
              if (opened.origin().parent() != 0) {
                strays.mayFollow(room);
              }
              return ledgers.install(room, cold.ticket(), opened, delivered);
            });
  }

  @Override
  public boolean isTight() {
    return ledgers.memory().isTight();
  }

  @Override
  public Future<Void> tidy(Predicate<String> occupied) {
    return upkeep.tidy(occupied);
  }

  @Override
  public void membersChanged() {
    strays.mayFollowAll();
  }

  @Override
  public Map<String, List<Draft>> strays() {
    return strays.take();
  }

  @Override
  public Future<Void> depart(Predicate<String> occupied, BooleanSupplier someoneStays) {
    return upkeep.depart(occupied, someoneStays);
  }
}
