package chatnode.log;

import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts messages into the store, and tells their rooms, now and then, what is there. */
final class Shelf {
  private static final Logger LOG = Logger.getLogger(Shelf.class.getName());

  private final Ledgers ledgers;
  private final Store store;
  private final Stretches stretches = new Stretches();

  Shelf(Ledgers ledgers, Store store) {
    this.ledgers = ledgers;
    this.store = store;
  }

  Future<Void> put(String room, Origin origin, List<Entry> entries) {
    return store
        .write(room, origin, entries)
        .onSuccess(v -> stretches.add(room, origin.epoch(), entries))
        .onFailure(failure -> failed(room, origin, failure));
  }

  private void failed(String room, Origin origin, Throwable failure) {
    if (failure instanceof Store.Conflict conflict) {
      LOG.log(Level.SEVERE, "{0}: it goes on under a new epoch", conflict.getMessage());
      ledgers.renew(room, new RoomLog.Head(origin.epoch(), conflict.seq()));
    }
  }

  /** Who is not told stores it again. */
  Future<Void> tell() {
    Map<String, List<Ledgers.Stretch>> told = stretches.take();
    return told.isEmpty() ? Future.succeededFuture() : ledgers.stored(told).otherwiseEmpty();
  }
}
