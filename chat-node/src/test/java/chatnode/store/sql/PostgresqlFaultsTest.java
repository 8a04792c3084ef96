package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Entry;
import chatnode.protocol.Placed;
import chatnode.store.Store;
import chatnode.store.Store.Page;
import chatpostgres.PostgresServer;
import chatpostgres.PostgresServer.Stop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits while PostgreSQL is away is stored once; what was acknowledged is there. */
class PostgresqlFaultsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static PostgresServer server;
  private static Vertx vertx;
  private String place;
  private Store store;
  private final List<Future<Void>> writes = new ArrayList<>();
  private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void start() {
    server = TestPostgres.own("faulty");
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    SharedStore.await(vertx.close());
    server.close();
  }

  @BeforeEach
  void open() throws Exception {
    place = TestPostgres.database(server);
    store = opened();
  }

  private Store opened() throws Exception {
    return TestPostgres.open(place, Duration.ZERO, 0);
  }

  @AfterEach
  void stop() throws Exception {
    SharedStore.await(store.stop(5_000));
    // After a crash the server looks at every file that there is before it is up again.
    TestPostgres.run(server, "chat", "drop database " + name() + " with (force)");
  }

  private void write(int many) {
    for (int i = 0; i < many; i++) {
      long seq = writes.size() + 1;
      List<Entry> entries = SharedStore.entries(seq, seq);
      writes.add(
          store
              .write(SharedStore.ROOM, SharedStore.FIRST, entries)
              .onSuccess(nothing -> acknowledged.add(seq)));
    }
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("end of patience").isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void untilSomeAreAcknowledged() {
    int before = acknowledged.size();
    until(() -> acknowledged.size() > before);
  }

  private void untilTroubled() {
    until(() -> store.state().trouble() != null);
  }

  private void allAreStoredOnce() {
    SharedStore.await(Future.all(writes));
    assertThat(acknowledged).hasSize(writes.size());
    assertThat(stored(store)).isEqualTo(SharedStore.range(1, writes.size()));
    assertThat(store.state().waitingMessages()).isZero();
    assertThat(store.state().waitingBytes()).isZero();
    assertThat(store.state().trouble()).isNull();
  }

  private static List<Long> stored(Store store) {
    List<Long> all = new ArrayList<>();
    long before = Long.MAX_VALUE;
    while (before > 0) {
      Page page = SharedStore.await(store.before(SharedStore.ROOM, 0, before, 200));
      List<Placed> newestFirst = new ArrayList<>(page.messages());
      Collections.reverse(newestFirst);
      newestFirst.forEach(placed -> all.add(placed.entry().seq()));
      before = page.next() == null ? 0 : page.next().seq();
    }
    Collections.reverse(all);
    return all;
  }

  @Test
  void stoppedAtOnceAndStartedAgain() {
    write(3_000);
    untilSomeAreAcknowledged();
    server.stop(Stop.IMMEDIATE);
    write(500);
    untilTroubled();
    server.start();
    write(500);
    allAreStoredOnce();
  }

  @Test
  void killedAndStartedAgain() {
    write(3_000);
    untilSomeAreAcknowledged();
    server.kill();
    write(500);
    untilTroubled();
    server.start();
    allAreStoredOnce();
  }

  @Test
  void restarted() {
    write(3_000);
    untilSomeAreAcknowledged();
    server.restart(Stop.FAST);
    write(500);
    allAreStoredOnce();
  }

  @Test
  void frozenAndThawed() {
    write(3_000);
    untilSomeAreAcknowledged();
    server.freeze();
    write(500);
    untilTroubled();
    assertThatThrownBy(() -> SharedStore.await(store.before(SharedStore.ROOM, 0, 10, 10)))
        .isInstanceOf(Store.Unreachable.class);
    server.thaw();
    write(500);
    allAreStoredOnce();
  }

  @Test
  void everyConnectionEnded() throws Exception {
    write(3_000);
    untilSomeAreAcknowledged();
    for (int i = 0; i < 5; i++) {
      TestPostgres.run(
          server,
          "chat",
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where application_name = 'chat-node'");
      write(100);
      untilSomeAreAcknowledged();
    }
    allAreStoredOnce();
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
    write(20_000);
    until(() -> acknowledged.size() > 1_000);
    server.kill();
    List<Long> promised = acknowledged.stream().sorted().toList();
    SharedStore.await(store.stop(0));
    server.start();
    store = opened();
    assertThat(stored(store)).containsAll(promised);
    assertThat(stored(store)).doesNotHaveDuplicates();
  }

  @Test
  void aNodeFrozenWithinATransactionHoldsUpTheOthersForSecondsOnly() throws Exception {
    // As one does that had written the same and was stopped before it could commit.
    write(1);
    SharedStore.await(writes.get(0));
    Database frozen =
        Postgresql.open(
            TestPostgres.storing(place, Duration.ZERO, 0),
            server.password(),
            () -> SharedStore.NOW);
    Row row = new Row(1, 1, 100, SharedStore.entry(2, "text 2"));
    frozen.insert(frozen.writer(), List.of(row));
    long start = System.nanoTime();
    write(1);
    allAreStoredOnce();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isBetween(1L, 6L);
    frozen.close();
  }

  private String name() {
    return place.substring(place.lastIndexOf('/') + 1);
  }
}
