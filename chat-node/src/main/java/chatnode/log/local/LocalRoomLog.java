package chatnode.log.local;

import chatnode.log.Appended;
import chatnode.log.Batch;
import chatnode.log.Ledger;
import chatnode.log.Retention;
import chatnode.log.RoomLog;
import chatnode.log.Slice;
import chatnode.protocol.Draft;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The log of a node that stands alone: ledgers in this process, one room at a time each. */
public final class LocalRoomLog implements RoomLog {
  private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();
  private final Retention keep;

  public LocalRoomLog(Retention keep) {
    this.keep = keep;
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts, Confirmed confirmed) {
    return with(room, ledger -> Batch.append(ledger, drafts, System.currentTimeMillis(), keep));
  }

  @Override
  public Future<Slice> since(String room, long after, int max) {
    return with(
        room,
        ledger ->
            new Slice(ledger.epoch(), ledger.first(), ledger.head(), ledger.since(after, max)));
  }

  @Override
  public Future<Slice> before(String room, long before, int max) {
    return with(
        room,
        ledger ->
            new Slice(ledger.epoch(), ledger.first(), ledger.head(), ledger.before(before, max)));
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
  public Future<Void> forgetIdle(long idleMs, Predicate<String> occupied) {
    long before = System.currentTimeMillis() - idleMs;
    for (String room : ledgers.keySet()) {
      if (!occupied.test(room)) {
        ledgers.computeIfPresent(room, (name, it) -> it.lastAt() < before ? null : it);
      }
    }
    return Future.succeededFuture();
  }

  /** The loops of the node share the map: its lock per room is all the locking there is. */
  private <T> Future<T> with(String room, Function<Ledger, T> work) {
    var result =
        new Object() {
          T value;
        };
    ledgers.compute(
        room,
        (name, known) -> {
          Ledger ledger = known == null ? Ledger.fresh() : known;
          result.value = work.apply(ledger);
          return ledger;
        });
    return Future.succeededFuture(result.value);
  }
}
