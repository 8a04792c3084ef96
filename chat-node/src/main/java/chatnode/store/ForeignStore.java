package chatnode.store;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Reference;
import io.vertx.core.Future;
import java.util.List;

/**
 * In place of a store that is not the one that the other nodes share: it is not touched, or there
 * would be two histories under one name.
 */
public final class ForeignStore implements Store {
  private final StoreState state;
  private final String sentence;

  public ForeignStore(StoreState own, String sentence) {
    this.sentence = sentence;
    this.state = new StoreState(own.id(), own.place(), sentence, Long.MAX_VALUE, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public StoreState state() {
    return state;
  }

  private <T> Future<T> refused() {
    return Future.failedFuture(new Unreachable(sentence));
  }

  @Override
  public byte[] identityKey(byte[] fresh) {
    return fresh;
  }

  @Override
  public Future<Void> write(String room, Origin origin, List<Entry> entries) {
    return refused();
  }

  @Override
  public Future<Opened> open(String room, Opening how) {
    return refused();
  }

  @Override
  public Future<Void> close(List<Closing> rooms) {
    return refused();
  }

  @Override
  public Future<List<Entry>> strays(String room, Origin origin) {
    return refused();
  }

  @Override
  public Future<Long> shared(String room, long epoch, long other) {
    return refused();
  }

  @Override
  public Future<Page> before(String room, long epoch, long before, int max) {
    return refused();
  }

  @Override
  public Future<List<Place>> find(String room, List<Draft> drafts) {
    return refused();
  }

  @Override
  public Future<Boolean> stands(String room, Reference message) {
    return refused();
  }

  @Override
  public Future<Found> search(Query query) {
    return refused();
  }

  @Override
  public Future<Void> stop(long patienceMs) {
    return Future.succeededFuture();
  }
}
