package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Entry;
import chatnode.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;

/** A disk that is full, a file that is locked, a message that cannot be: who waits, who fails. */
class WritingTroubleTest extends SharedStore {
  private static final Logger LOG = Logger.getLogger(Health.class.getName());

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong(NOW);
  private final List<String> lines = new ArrayList<>();
  private final Handler ear =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private Faulty faulty;

  @BeforeEach
  void listen() {
    LOG.addHandler(ear);
    LOG.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    LOG.removeHandler(ear);
    LOG.setUseParentHandlers(true);
  }

  @Override
  Store open(Duration keep, long keepBytes) throws Exception {
    return open(1 << 20);
  }

  private Store open(long mayWait) throws Exception {
    faulty = new Faulty(Sqlite.open(SqliteStoreTest.storing(folder, Duration.ZERO, 0), now::get));
    Health health = new Health("of a test", now::get);
    return new SqlStore(faulty, new Waiting(mayWait), health);
  }

  private Future<Void> say(Store store, String room, long seq, String text) {
    return store.write(room, FIRST, List.of(entry(seq, text)));
  }

  @Test
  void whatCannotBeWrittenWaitsAndIsSaidOnce() throws Exception {
    Store one = node();
    faulty.fault = SQLiteErrorCode.SQLITE_IOERR;
    Future<Void> written = say(one, ROOM, 1, "text");
    eventually(() -> one.state().failures() >= 2);
    now.addAndGet(4_000);
    assertThat(one.state().trouble()).isEqualTo("the disk fails");
    assertThat(one.state().troubleMs()).isEqualTo(4_000);
    assertThat(one.state().waitingMessages()).isEqualTo(1);
    assertThat(written.isComplete()).isFalse();
    faulty.fault = null;
    await(written);
    assertThat(one.state().trouble()).isNull();
    assertThat(one.state().troubleMs()).isZero();
    assertThat(numbers(newest(one))).containsExactly(1L);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("of a test", "the disk fails");
    assertThat(lines.get(1)).contains("written again, after 4 s");
  }

  @Test
  void aFullDiskLosesNothingAndGoesOnWhenThereIsRoom() throws Exception {
    Store one = node();
    await(say(one, ROOM, 1, "first"));
    faulty.growsTo(1); // what it has already is the least there can be
    String text = "x".repeat(20_000);
    List<Future<Void>> writes =
        IntStream.rangeClosed(2, 20).mapToObj(seq -> say(one, ROOM, seq, text)).toList();
    eventually(() -> one.state().trouble() != null);
    assertThat(one.state().trouble()).isEqualTo("the disk is full");
    assertThat(writes.get(18).isComplete()).isFalse();
    faulty.growsTo(1_000_000);
    await(Future.all(writes));
    assertThat(await(one.open(ROOM, opening(200))).head()).isEqualTo(20);
    assertThat(await(one.search(new Store.Query(List.of(ROOM), "xxx", null, 50))).hits())
        .hasSize(19);
  }

  @Test
  void oneThatCannotBeFailsAloneAndItsNeighboursAreWritten() throws Exception {
    Store one = node();
    faulty.poison = "poison";
    List<Future<Void>> writes =
        IntStream.rangeClosed(1, 40)
            .mapToObj(seq -> say(one, "room" + seq, 1, seq == 17 ? "poison" : "text"))
            .toList();
    for (int i = 0; i < 40; i++) {
      Future<Void> write = writes.get(i);
      if (i + 1 == 17) {
        assertThatThrownBy(() -> await(write)).isInstanceOf(IllegalArgumentException.class);
      } else {
        await(write);
      }
    }
    assertThat(one.state().trouble()).isNull();
    assertThat(one.state().waitingBytes()).isZero();
    assertThat(await(one.before("room17", 0, 9, 9)).messages()).isEmpty();
    assertThat(await(one.before("room18", 0, 9, 9)).messages()).hasSize(1);
  }

  @Test
  void aCommitOfWhichNobodyKnowsIsMadeAgainAndStoredOnce() throws Exception {
    Store one = node();
    faulty.unknown = 2;
    await(one.write(ROOM, FIRST, entries(1, 10)));
    assertThat(faulty.unknown).isZero();
    assertThat(numbers(newest(one))).isEqualTo(range(1, 10));
    assertThat(await(one.search(new Store.Query(List.of(ROOM), "text", null, 50))).hits())
        .hasSize(10);
  }

  @Test
  void whatWaitsIsBoundedAndRoomsCloseNevertheless() throws Exception {
    Store one = open(10_000);
    nodes.add(one);
    faulty.fault = SQLiteErrorCode.SQLITE_FULL;
    List<Future<Void>> writes = new ArrayList<>();
    long seq = 0;
    while (one.state().waitingBytes() < 10_000) {
      seq++;
      writes.add(say(one, ROOM, seq, "x".repeat(100)));
    }
    long refused = seq + 1;
    assertThatThrownBy(() -> await(say(one, ROOM, refused, "text"))).isInstanceOf(Store.Busy.class);
    Future<Void> closed = one.close(List.of(new Store.Closing(ROOM, 100, 2, seq)));
    assertThat(closed.failed()).isFalse();
    faulty.fault = null;
    await(Future.all(writes));
    await(closed);
    await(say(one, ROOM, refused, "text"));
  }

  @Test
  void aFileThatIsLockedByAnotherHoldsUpItsOwnNodeOnly() throws Exception {
    Store one = node();
    Store two = node();
    await(say(one, ROOM, 1, "text"));
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder + "/node-1.db");
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");
      Future<Void> waiting = say(one, ROOM, 2, "text");
      await(say(two, ROOM, 3, "text"));
      assertThat(numbers(newest(two))).containsExactly(1L, 3L);
      eventually(() -> one.state().trouble() != null);
      assertThat(one.state().trouble()).contains("another process has locked it");
      assertThat(numbers(newest(one))).containsExactly(1L, 3L);
      assertThat(waiting.isComplete()).isFalse();
      statement.execute("rollback");
      await(waiting);
    }
    assertThat(numbers(newest(two))).isEqualTo(range(1, 3));
  }

  @Test
  void aStoreThatCannotBeWrittenStopsAllTheSame() throws Exception {
    Store one = open(1 << 20);
    faulty.fault = SQLiteErrorCode.SQLITE_FULL;
    Future<Void> lost = say(one, ROOM, 1, "text");
    Future<Void> never = say(one, "another", 1, "text");
    await(one.stop(50));
    assertThatThrownBy(() -> await(lost)).isInstanceOf(Store.Unreachable.class);
    assertThatThrownBy(() -> await(never)).isInstanceOf(Store.Unreachable.class);
    await(one.stop(50));
  }

  @Test
  void everyoneIsToldOnTheirOwnContext() throws Exception {
    Store one = node();
    Context context = vertx.getOrCreateContext();
    io.vertx.core.Promise<List<Context>> seen = io.vertx.core.Promise.promise();
    context.runOnContext(
        start -> {
          List<Context> all = new ArrayList<>();
          one.write(ROOM, FIRST, List.<Entry>of())
              .onComplete(written -> all.add(vertx.getOrCreateContext()))
              .compose(written -> one.before(ROOM, 0, 9, 9))
              .onComplete(read -> all.add(vertx.getOrCreateContext()))
              .onComplete(read -> seen.complete(all));
        });
    assertThat(await(seen.future())).containsExactly(context, context);
  }
}
