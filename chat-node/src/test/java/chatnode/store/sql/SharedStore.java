package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.store.Origin;
import chatnode.store.Store;
import chatnode.store.Store.Opening;
import chatnode.store.Store.Page;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Nodes that share a store, and what they write. */
abstract class SharedStore {
  static final long NOW = 1_800_000_000_000L;
  static final String ROOM = "lobby";
  static final Origin FIRST = new Origin(100, 1, 0, 0);
  static final long MINUTE = 60_000;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  static Vertx vertx;
  final List<Store> nodes = new ArrayList<>();

  /** Of a store that is empty for each test. */
  abstract Store open(Duration keep, long keepBytes) throws Exception;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    await(vertx.close());
  }

  @AfterEach
  void stopNodes() {
    nodes.forEach(node -> await(node.stop(5_000)));
  }

  Store node() throws Exception {
    Store node = open(Duration.ZERO, 0);
    nodes.add(node);
    return node;
  }

  void stop(Store node) {
    nodes.remove(node);
    await(node.stop(5_000));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  static Entry entry(long seq, String text) {
    return entry(seq, NOW + seq, "m" + seq, text);
  }

  static Entry entry(long seq, long at, String id, String text) {
    return new Entry(seq, at, Draft.text(new Person("ann's client", "ann"), id, text));
  }

  static List<Entry> entries(long from, long to) {
    return LongStream.rangeClosed(from, to).mapToObj(seq -> entry(seq, "text " + seq)).toList();
  }

  static Opening opening(long epoch) {
    return new Opening(epoch, true, 1_000, 1 << 20, MINUTE, 10 * MINUTE, 1_000);
  }

  static void write(Store store, Origin origin, long from, long to) {
    await(store.write(ROOM, origin, entries(from, to)));
  }

  static List<Long> numbers(Page page) {
    return page.messages().stream().map(placed -> placed.entry().seq()).toList();
  }

  static List<String> texts(List<Entry> entries) {
    return entries.stream().map(Searching::text).toList();
  }

  static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  static Page newest(Store store) {
    return await(store.before(ROOM, 0, Long.MAX_VALUE, 200));
  }
}
