package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Placed;
import chatnode.protocol.Reference;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A log that has nothing and keeps nothing: tests say what else it does. */
public abstract class BareLog implements RoomLog {
  @Override
  public Future<Slice> open(String room, int recent) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts, BitSet stored) {
    return append(room, drafts);
  }

  @Override
  public Future<Boolean> stands(String room, Reference message) {
    return Future.succeededFuture(false);
  }

  @Override
  public Future<Void> keep(String room, Appended appended) {
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Store.Place>> find(String room, List<Draft> drafts) {
    return Future.succeededFuture(Arrays.asList(new Store.Place[drafts.size()]));
  }

  @Override
  public Future<Slice> since(String room, long epoch, long after, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Slice> follow(String room, Head delivered, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Store.Page> history(String room, OptionalLong epoch, long before, int max) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Store.Found> search(Store.Query query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Map<String, Head>> heads(Collection<String> rooms) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Future<Head> head(String room) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isTight() {
    return false;
  }

  @Override
  public Future<Void> tidy(Predicate<String> occupied) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> depart(Predicate<String> occupied, BooleanSupplier someoneStays) {
    return Future.succeededFuture();
  }

  @Override
  public void membersChanged() {}

  @Override
  public Map<String, List<Draft>> strays() {
    return Map.of();
  }

  static List<Placed> placed(long epoch, List<chatnode.protocol.Entry> entries) {
    return entries.stream().map(entry -> new Placed(epoch, entry)).toList();
  }
}
