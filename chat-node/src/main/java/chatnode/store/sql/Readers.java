package chatnode.store.sql;

import chatnode.store.Store.Busy;
import chatnode.store.Store.Unreachable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The few threads that read; what would wait too long is refused. */
final class Readers {
  private static final Logger LOG = Logger.getLogger(Readers.class.getName());
  private static final int MAY_WAIT = 1_000;

  interface Question<T> {
    T ask(Database.Parts parts) throws SQLException;
  }

  private final Database database;
  private final ThreadPoolExecutor threads;

  Readers(Database database, String name, int number) {
    this.database = database;
    AtomicInteger made = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            number,
            number,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAY_WAIT),
            task -> {
              Thread thread = new Thread(task, "store-" + name + "-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  <T> Future<T> read(Question<T> question) {
    Caller caller = Caller.current();
    Promise<T> promise = Promise.promise();
    try {
      threads.execute(() -> answer(question, caller, promise));
      return promise.future();
    } catch (RejectedExecutionException e) {
      return Future.failedFuture(
          threads.isShutdown() ? new Unreachable("the store is closed") : new Busy());
    }
  }

  private <T> void answer(Question<T> question, Caller caller, Promise<T> promise) {
    T answer;
    try (Database.Parts parts = database.parts()) {
      answer = question.ask(parts);
    } catch (SQLException e) {
      LOG.log(Level.FINE, "Reading messages failed", e);
      String sentence = database.trouble(e).sentence();
      Unreachable failure =
          new Unreachable("the store " + database.place() + " cannot be read: " + sentence);
      caller.run(() -> promise.fail(failure));
      return;
    } catch (RuntimeException e) {
      caller.run(() -> promise.fail(e));
      return;
    }
    caller.run(() -> promise.complete(answer));
  }

  void stop(long patienceMs) throws InterruptedException {
    threads.shutdown();
    threads.awaitTermination(patienceMs, TimeUnit.MILLISECONDS);
  }
}
