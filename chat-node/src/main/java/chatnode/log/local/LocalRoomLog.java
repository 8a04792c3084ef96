package chatnode.log.local;

import chatnode.log.Appended;
import chatnode.log.Batch;
import chatnode.log.KeptMemory;
import chatnode.log.Ledger;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The log of a node that stands alone: ledgers in this process, one room at a time each. */
public final class LocalRoomLog implements RoomLog {
  private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
  private final Retention keep;
  private final KeptMemory memory;
  private final Duration roomIdle;
  private final LongSupplier now;

  /**
   * {@code roomIdle} is zero for rooms that are never forgotten for being idle; {@code now} is in
   * epoch milliseconds.
   */
  public LocalRoomLog(Retention keep, KeptMemory memory, Duration roomIdle, LongSupplier now) {
    this.keep = keep;
    this.memory = memory;
    this.roomIdle = roomIdle;
    this.now = now;
  }

  @Override
  public Future<Slice> open(String room, int recent) {
    return before(room, Long.MAX_VALUE, recent);
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts) {
    return with(
        room,
        ledger -> {
          if (memory.isFullFor(ledger.memory())
              && drafts.stream().anyMatch(each -> ledger.find(each) == 0)) {
            throw new Full();
          }
          return Batch.append(ledger, drafts, now.getAsLong(), keep);
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
  public Future<Slice> follow(String room, Head delivered, int max) {
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
  public Future<Map<String, Head>> heads(Collection<String> rooms) {
    Map<String, Head> heads = new HashMap<>();
    for (String room : rooms) {
      ledgers.computeIfPresent(
          room,
          (name, ledger) -> {
            heads.put(room, new Head(ledger.epoch(), ledger.head()));
            return ledger;
          });
    }
    return Future.succeededFuture(heads);
  }

  @Override
  public boolean isTight() {
    return memory.isTight();
  }

  @Override
  public Future<Void> tidy(Predicate<String> occupied) {
    long idleBefore = roomIdle.isZero() ? 0 : now.getAsLong() - roomIdle.toMillis();
    ledgers.entrySet().stream()
        .filter(each -> each.getValue().lastAt() < idleBefore || memory.isTight())
        .sorted(Comparator.comparingLong(each -> each.getValue().lastAt()))
        .map(Map.Entry::getKey)
        .filter(Predicate.not(occupied))
        .forEach(room -> ledgers.computeIfPresent(room, (n, it) -> forget(it, idleBefore)));
    if (memory.isTight()) {
      ledgers.keySet().forEach(room -> ledgers.computeIfPresent(room, (n, it) -> squeeze(it)));
    }
    return Future.succeededFuture();
  }

  private Ledger forget(Ledger ledger, long idleBefore) {
    if (ledger.lastAt() >= idleBefore && !memory.isTight()) {
      return ledger;
    }
    memory.add(-ledger.memory());
    return null;
  }

  private Ledger squeeze(Ledger ledger) {
    long before = ledger.memory();
    ledger.squeeze(now.getAsLong(), keep);
    memory.add(ledger.memory() - before);
    return ledger;
  }

  /** The loops of the node share the map: its lock per room is all the locking there is. */
  private <T> Future<T> with(String room, Function<Ledger, T> work) {
    var result =
        new Object() {
          T value;
        };
    try {
      ledgers.compute(
          room,
          (name, known) -> {
            if (known == null && memory.isFull()) {
              throw new Full();
            }
            Ledger ledger = known == null ? Ledger.fresh(now.getAsLong()) : known;
            long before = known == null ? 0 : ledger.memory();
            result.value = work.apply(ledger);
            memory.add(ledger.memory() - before);
            return ledger;
          });
    } catch (Full full) {
      return Future.failedFuture(full);
    }
    return Future.succeededFuture(result.value);
  }
}
