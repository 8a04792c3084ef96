package chatnode.log.local;

import chatnode.log.Appended;
import chatnode.log.Batch;
import chatnode.log.Births;
import chatnode.log.KeptMemory;
import chatnode.log.Ledger;
import chatnode.log.Ledgers;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.log.Tickets;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The ledgers of a node that stands alone: in this process, one room at a time each. The loops of
 * the node share the map: its lock per room is all the locking there is.
 */
public final class LocalLedgers implements Ledgers {
  /** The side of a cluster that is not split, which one node always is. */
  private static final long WHOLE = 0;

  private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
  private final Tickets tickets = new Tickets();
  private final Retention keep;
  private final KeptMemory memory;
  private final LongSupplier now;

  /** {@code now} is in epoch milliseconds. */
  public LocalLedgers(Retention keep, KeptMemory memory, LongSupplier now) {
    this.keep = keep;
    this.memory = memory;
    this.now = now;
  }

  @Override
  public KeptMemory memory() {
    return memory;
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts, BitSet stored) {
    return with(
        room,
        ledger -> {
          if (ledger.isSealed()) {
            throw cold(room);
          }
          if (Batch.isTooMuch(ledger, drafts, memory, keep)) {
            throw new RoomLog.Full();
          }
          return Batch.append(ledger, drafts, stored, now.getAsLong(), keep);
        });
  }

  @Override
  public Future<Slice> since(String room, long epoch, long after, int max) {
    return with(
        room,
        ledger -> {
          long place = ledger.placeOf(epoch, after);
          return slice(
              ledger,
              place,
              place < 0 ? ledger.before(Long.MAX_VALUE, max) : ledger.since(place, max));
        });
  }

  @Override
  public Future<Slice> follow(String room, RoomLog.Head delivered, int max) {
    return since(room, delivered.epoch(), delivered.seq(), max);
  }

  @Override
  public Future<Slice> before(String room, long before, int max) {
    return with(room, ledger -> slice(ledger, -1, ledger.before(before, max)));
  }

  private static Slice slice(Ledger ledger, long after, List<Entry> entries) {
    return new Slice(ledger.epoch(), after, ledger.first(), ledger.head(), entries);
  }

  @Override
  public Future<Map<String, RoomLog.Head>> heads(Collection<String> rooms) {
    Map<String, RoomLog.Head> heads = new HashMap<>();
    for (String room : rooms) {
      look(room, ledger -> heads.put(room, head(ledger)));
    }
    return Future.succeededFuture(heads);
  }

  @Override
  public Future<RoomLog.Head> head(String room) {
    return Future.succeededFuture(look(room, LocalLedgers::head));
  }

  private static RoomLog.Head head(Ledger ledger) {
    return new RoomLog.Head(ledger.epoch(), ledger.head());
  }

  @Override
  public Future<Void> install(
      String room, long ticket, Store.Opened opened, RoomLog.Head delivered) {
    ledgers.compute(
        room,
        (name, known) -> {
          boolean isNext = tickets.take(room, ticket, WHOLE);
          if (isNext && (known == null || known.isSealed())) {
            Ledger ledger = Births.of(opened, 0, delivered, now.getAsLong());
            memory.add(ledger.memory() - (known == null ? 0 : known.memory()));
            return ledger;
          }
          if (known != null) {
            known.raise(opened.origin().turn() + 1);
          }
          return known;
        });
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> stored(Map<String, List<Stretch>> stretches) {
    stretches.forEach((room, each) -> look(room, ledger -> ledger.stored(each)));
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Standing>> census() {
    return Future.succeededFuture(
        ledgers.keySet().stream()
            .map(room -> look(room, ledger -> ledger.standing(room, keep)))
            .filter(standing -> standing != null)
            .toList());
  }

  @Override
  public Future<Unstored> unstored(String room) {
    return Future.succeededFuture(
        look(room, ledger -> new Unstored(ledger.origin(), ledger.unstored())));
  }

  @Override
  public Future<Store.Closing> seal(String room, long idleBefore) {
    return Future.succeededFuture(look(room, ledger -> ledger.seal(room, idleBefore, keep)));
  }

  @Override
  public Future<Void> forget(Store.Closing sealed) {
    ledgers.computeIfPresent(
        sealed.room(),
        (name, ledger) -> {
          if (!ledger.isSealedAs(sealed)) {
            return ledger;
          }
          memory.add(-ledger.memory());
          return null;
        });
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> renew(String room, RoomLog.Head place) {
    look(room, ledger -> ledger.renew(place.epoch(), place.seq(), now.getAsLong()));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> squeeze(String room) {
    look(
        room,
        ledger -> {
          long before = ledger.memory();
          ledger.squeeze(now.getAsLong(), keep, memory.isFull());
          memory.add(ledger.memory() - before);
          return ledger;
        });
    return Future.succeededFuture();
  }

  private RuntimeException cold(String room) {
    if (memory.isFull()) {
      return new RoomLog.Full();
    }
    return tickets.give(room, WHOLE, now.getAsLong());
  }

  /** Null where the room is not here. */
  private <T> T look(String room, Function<Ledger, T> work) {
    var result =
        new Object() {
          T value;
        };
    ledgers.computeIfPresent(
        room,
        (name, ledger) -> {
          result.value = work.apply(ledger);
          return ledger;
        });
    return result.value;
  }

  private <T> Future<T> with(String room, Function<Ledger, T> work) {
    try {
      T result =
          look(
              room,
              ledger -> {
                long before = ledger.memory();
                T value = work.apply(ledger);
                memory.add(ledger.memory() - before);
                return value;
              });
      return result == null ? Future.failedFuture(cold(room)) : Future.succeededFuture(result);
    } catch (RoomLog.Full | Cold failure) {
      return Future.failedFuture(failure);
    }
  }
}
