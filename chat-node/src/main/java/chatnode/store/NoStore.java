package chatnode.store;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Reference;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;

/** Nothing stays: a room that leaves memory begins anew, and a full stop loses everything. */
public final class NoStore implements Store {
  private static final StoreState STATE =
      new StoreState("memory", "memory", null, 0, 0, 0, 0, 0, 0, 0);

  @Override
  public StoreState state() {
    return STATE;
  }

  @Override
  public byte[] identityKey(byte[] fresh) {
    return fresh;
  }

  @Override
  public Future<Void> write(String room, Origin origin, List<Entry> entries) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Opened> open(String room, Opening how) {
    Origin origin = new Origin(how.epoch(), 1, 0, 0);
    return Future.succeededFuture(
        new Opened(origin, 0, 0, List.of(), List.of(), List.of(), List.of()));
  }

  @Override
  public Future<Void> close(List<Closing> rooms) {
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Entry>> strays(String room, Origin origin) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<Long> shared(String room, long epoch, long other) {
    return Future.succeededFuture(0L);
  }

  @Override
  public Future<Page> before(String room, long epoch, long before, int max) {
    return Future.succeededFuture(new Page(List.of(), null));
  }

  @Override
  public Future<List<Place>> find(String room, List<Draft> drafts) {
    return Future.succeededFuture(Arrays.asList(new Place[drafts.size()]));
  }

  @Override
  public Future<Boolean> stands(String room, Reference message) {
    return Future.succeededFuture(false);
  }

  @Override
  public Future<Found> search(Query query) {
    return Future.succeededFuture(new Found(List.of(), null));
  }

  @Override
  public Future<Void> stop(long patienceMs) {
    return Future.succeededFuture();
  }
}
