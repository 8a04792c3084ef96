package chatnode.store.sql;

import chatnode.store.Store.Busy;
import chatnode.store.Store.Conflict;
import chatnode.store.Store.Unreachable;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one thread of this node that writes. What has gathered while it was writing is the next
 * transaction, whatever rooms it is of; an outage makes it try the same again until it is done.
 *
 * <p>A batch that fails for its data is halved until the culprit stands alone, so that nobody
 * suffers for a neighbour. So is one that took too long: on a slow database the whole of it would
 * be tried for ever.
 */
final class Writer {
  private static final Logger LOG = Logger.getLogger(Writer.class.getName());
  private static final long IDLE_MS = 200;
  private static final long PAUSE_MS = 100;
  private static final long PAUSE_MAX_MS = 1_000;

  private final Database database;
  private final Waiting waiting;
  private final Health health;
  private final Known known = new Known();
  private final Thread thread = new Thread(this::run, "store-writer");
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean isStopping;
  private Connection connection;
  private long nextTend = System.nanoTime();

  Writer(Database database, Waiting waiting, Health health) {
    this.database = database;
    this.waiting = waiting;
    this.health = health;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Future<Void> submit(Job job) {
    if (isStopping) {
      return Future.failedFuture(new Unreachable("the store is closed"));
    }
    return waiting.offer(job) ? job.promise().future() : Future.failedFuture(new Busy());
  }

  /** Blocks until all is written or {@code patienceMs} have passed. */
  void stop(long patienceMs) throws InterruptedException {
    isStopping = true;
    waiting.wake();
    if (!ended.await(patienceMs, TimeUnit.MILLISECONDS)) {
      thread.interrupt();
      ended.await(PAUSE_MAX_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void run() {
    try {
      while (!isStopping || !waiting.isEmpty()) {
        List<Job> jobs = waiting.take(isStopping ? 0 : IDLE_MS);
        if (!jobs.isEmpty()) {
          store(jobs);
        }
        tend();
      }
    } catch (InterruptedException e) {
      abandon();
    } finally {
      disconnect();
      ended.countDown();
    }
  }

  private void store(List<Job> all) throws InterruptedException {
    Deque<List<Job>> todo = new ArrayDeque<>();
    todo.add(all);
    long pause = PAUSE_MS;
    while (!todo.isEmpty()) {
      List<Job> jobs = todo.poll();
      try {
        commit(jobs, todo);
        pause = PAUSE_MS;
      } catch (SQLException | RuntimeException e) {
        Database.Trouble trouble = failed(e);
        if (trouble.isOfData()) {
          halve(jobs, e, todo);
        } else {
          if (trouble.isTooLong() && jobs.size() > 1) {
            split(jobs, todo);
          } else {
            todo.addFirst(jobs);
          }
          health.troubled(trouble.sentence());
          pause(pause, todo);
          pause = Math.min(pause * 2, PAUSE_MAX_MS);
        }
      }
    }
  }

  private void commit(List<Job> jobs, Deque<List<Job>> todo) throws SQLException {
    long start = System.nanoTime();
    connect();
    Map<Job, Conflict> conflicts = new Batch(database, connection, known).write(jobs);
    if (conflicts.isEmpty()) {
      health.committed(System.nanoTime() - start);
      complete(jobs, Map.of());
      return;
    }
    complete(List.copyOf(conflicts.keySet()), conflicts);
    List<Job> others = jobs.stream().filter(job -> !conflicts.containsKey(job)).toList();
    if (!others.isEmpty()) {
      todo.addFirst(others);
    }
  }

  private void halve(List<Job> jobs, Exception failure, Deque<List<Job>> todo) {
    if (jobs.size() == 1) {
      LOG.warning("A message cannot be stored: " + failure.getMessage());
      complete(jobs, Map.of(jobs.get(0), new IllegalArgumentException(failure.getMessage())));
    } else {
      split(jobs, todo);
    }
  }

  private static void split(List<Job> jobs, Deque<List<Job>> todo) {
    todo.addFirst(jobs.subList(jobs.size() / 2, jobs.size()));
    todo.addFirst(jobs.subList(0, jobs.size() / 2));
  }

  private void pause(long ms, Deque<List<Job>> todo) throws InterruptedException {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException stopped) {
      todo.forEach(this::unreachable);
      throw stopped;
    }
  }

  private Database.Trouble failed(Exception failure) {
    if (failure instanceof SQLException e) {
      Database.Trouble trouble = database.trouble(e);
      if (!trouble.keepsConnection()) {
        disconnect();
      }
      rollback();
      return trouble;
    }
    LOG.log(Level.SEVERE, "Writing messages failed", failure);
    rollback();
    return Database.Trouble.ofData(failure.toString());
  }

  private void rollback() {
    try {
      if (connection != null) {
        connection.rollback();
      }
    } catch (SQLException e) {
      disconnect();
    }
  }

  private void disconnect() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.log(Level.FINE, "Closing the writer's connection failed", e);
    }
    connection = null;
  }

  /** Also where nobody writes: what is old goes, and whether the store can be reached is known. */
  private void tend() {
    if (System.nanoTime() - nextTend < 0) {
      return;
    }
    try {
      connect();
      database.tend(connection);
      health.well();
    } catch (SQLException e) {
      Database.Trouble trouble = failed(e);
      health.troubled(trouble.sentence());
      nextTend = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MAX_MS);
    }
  }

  private void connect() throws SQLException {
    if (connection == null) {
      connection = database.writer();
    }
  }

  private void abandon() {
    try {
      for (List<Job> jobs = waiting.take(0); !jobs.isEmpty(); jobs = waiting.take(0)) {
        unreachable(jobs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void unreachable(List<Job> jobs) {
    Unreachable failure = new Unreachable("the store was closed before this was written");
    Map<Job, RuntimeException> failures = new LinkedHashMap<>();
    jobs.forEach(job -> failures.put(job, failure));
    complete(jobs, failures);
  }

  /** Each loop is woken once, however many of its writes are done. */
  private void complete(List<Job> jobs, Map<Job, ? extends RuntimeException> failures) {
    waiting.done(jobs);
    health.failed(failures.size());
    Map<Caller, List<Job>> byCaller = new LinkedHashMap<>();
    for (Job job : jobs) {
      byCaller.computeIfAbsent(job.caller(), caller -> new ArrayList<>()).add(job);
    }
    byCaller.forEach(
        (caller, some) -> caller.run(() -> some.forEach(job -> tell(job, failures.get(job)))));
  }

  private static void tell(Job job, RuntimeException failure) {
    if (failure == null) {
      job.promise().complete();
    } else {
      job.promise().fail(failure);
    }
  }
}
