package chatnode.log;

import chatnode.count.LoopCounts;
import chatnode.protocol.Draft;
import chatnode.protocol.Reference;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A log as one loop uses it, with its appends counted. */
public final class CountedRoomLog implements RoomLog {
  private final RoomLog log;
  private final LoopCounts counts;

  public CountedRoomLog(RoomLog log, LoopCounts counts) {
    this.log = log;
    this.counts = counts;
  }

  @Override
  public Future<Slice> open(String room, int recent) {
    return log.open(room, recent);
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts, BitSet stored) {
    long started = System.nanoTime();
    return log.append(room, drafts, stored)
        .onSuccess(
            appended -> {
              long bytes = drafts.stream().mapToLong(Draft::size).sum();
              int again = appended.known().cardinality();
              counts.appended(drafts.size(), bytes, again, System.nanoTime() - started);
            });
  }

  @Override
  public Future<Slice> since(String room, long epoch, long after, int max) {
    return log.since(room, epoch, after, max);
  }

  @Override
  public Future<Slice> follow(String room, Head delivered, int max) {
    return log.follow(room, delivered, max);
  }

  @Override
  public Future<Void> keep(String room, Appended appended) {
    return log.keep(room, appended);
  }

  @Override
  public Future<List<Store.Place>> find(String room, List<Draft> drafts) {
    return log.find(room, drafts);
  }

  @Override
  public Future<Boolean> stands(String room, Reference message) {
    return log.stands(room, message);
  }

  @Override
  public Future<Store.Page> history(String room, OptionalLong epoch, long before, int max) {
    return log.history(room, epoch, before, max);
  }

  @Override
  public Future<Store.Found> search(Store.Query query) {
    return log.search(query);
  }

  @Override
  public Map<String, List<Draft>> strays() {
    return log.strays();
  }

  @Override
  public Future<Map<String, Head>> heads(Collection<String> rooms) {
    return log.heads(rooms);
  }

  @Override
  public Future<Head> head(String room) {
    return log.head(room);
  }

  @Override
  public boolean isTight() {
    return log.isTight();
  }

  @Override
  public Future<Void> tidy(Predicate<String> occupied) {
    return log.tidy(occupied);
  }

  @Override
  public Future<Void> depart(Predicate<String> occupied, BooleanSupplier someoneStays) {
    return log.depart(occupied, someoneStays);
  }

  @Override
  public void membersChanged() {
    log.membersChanged();
  }
}
