package chatnode.store.sql;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Reference;
import chatnode.store.Origin;
import chatnode.store.Store;
import chatnode.store.StoreProblem;
import chatnode.store.StoreState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The store over SQL: a writer and some readers on threads of their own. */
final class SqlStore implements Store {
  private static final int READERS = 2;
  private static final long READERS_MS = 2_000;

  private final Database database;
  private final Waiting waiting;
  private final Health health;
  private final Writer writer;
  private final Readers readers;

  /** Who searches takes his time, and nobody else's. */
  private final Readers searchers;

  private final AtomicBoolean isStopping = new AtomicBoolean();
  private final Promise<Void> stopped = Promise.promise();

  SqlStore(Database database, Waiting waiting, Health health) {
    this.database = database;
    this.waiting = waiting;
    this.health = health;
    this.writer = new Writer(database, waiting, health);
    this.readers = new Readers(database, "reader", READERS);
    this.searchers = new Readers(database, "searcher", 1);
    writer.start();
  }

  Database database() {
    return database;
  }

  @Override
  public StoreState state() {
    return new StoreState(
        database.id(),
        database.place(),
        health.trouble(),
        health.troubleMs(),
        waiting.messages(),
        waiting.bytes(),
        health.commits(),
        health.commitNanos(),
        health.failures(),
        database.bytes());
  }

  @Override
  public byte[] identityKey(byte[] fresh) throws StoreProblem {
    return database.identityKey(fresh);
  }

  @Override
  public Future<Void> write(String room, Origin origin, List<Entry> entries) {
    return writer.submit(Job.write(room, origin, entries, Caller.current()));
  }

  @Override
  public Future<Opened> open(String room, Opening how) {
    return readers
        .read(parts -> new OpeningRoom(new Reading(parts, room), how).open())
        .compose(opened -> write(room, opened.origin(), List.of()).map(opened));
  }

  @Override
  public Future<Void> close(List<Closing> rooms) {
    return writer.submit(Job.close(rooms, Caller.current()));
  }

  @Override
  public Future<List<Entry>> strays(String room, Origin origin) {
    return readers.read(parts -> new Reading(parts, room).strays(origin));
  }

  @Override
  public Future<Long> shared(String room, long epoch, long other) {
    return readers.read(parts -> new Reading(parts, room).epochs().shared(epoch, other));
  }

  @Override
  public Future<Page> before(String room, long epoch, long before, int max) {
    return readers.read(parts -> new Reading(parts, room).before(epoch, before, max));
  }

  @Override
  public Future<List<Place>> find(String room, List<Draft> drafts) {
    return readers.read(parts -> new Reading(parts, room).find(drafts));
  }

  @Override
  public Future<Boolean> stands(String room, Reference message) {
    return readers.read(parts -> new Reading(parts, room).stands(message));
  }

  @Override
  public Future<Found> search(Query query) {
    return searchers.read(parts -> new Searching(database, parts, query).search());
  }

  @Override
  public Future<Void> stop(long patienceMs) {
    if (isStopping.compareAndSet(false, true)) {
      new Thread(() -> end(patienceMs), "store-stop").start();
    }
    Promise<Void> heard = Promise.promise();
    Caller caller = Caller.current();
    stopped.future().onComplete(nothing -> caller.run(heard::complete));
    return heard.future();
  }

  private void end(long patienceMs) {
    try {
      writer.stop(patienceMs);
      readers.stop(READERS_MS);
      searchers.stop(READERS_MS);
      database.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.complete();
    }
  }
}
