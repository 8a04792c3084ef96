package chatnode.room;

import chatnode.LoopThreads;
import chatnode.Talkative;
import chatnode.clock.LoopClock;
import chatnode.count.LoopCounts;
import chatnode.log.Budget;
import chatnode.protocol.Entry;
import chatnode.ways.ws.Connection;
import chatnode.ways.ws.Sockets;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a loop does with a turn's messages for a room: encode them once, hand them to all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {LoopThreads.WANTED, LoopThreads.NAMED})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FanningOut {
  private static final String ROOM = "lobby";
  private static final Settings.Kept KEPT =
      new Settings.Kept(256 * 1024, 1 << 20, 16 << 20, 16 << 20);

  @Param({"1", "20", "100"})
  public int messages;

  @Param("200")
  public int sockets;

  private final Vertx vertx = Vertx.vertx();
  private final Sockets open = new Sockets();
  private List<Entry> entries;
  private Audience audience;
  private Dialect dialect;

  @Setup
  public void join() {
    entries = new Talkative().entries(messages);
    audience =
        new Audience(
            new LoopClock(vertx),
            ROOM,
            null,
            KEPT,
            new Budget(KEPT.backlogs()),
            new LoopCounts(),
            () -> {});
    for (int i = 0; i < sockets; i++) {
      Connection connection = open.open();
      dialect = connection.dialect(ROOM);
      audience.add(new Member(ROOM, connection, null), 1, List.of());
    }
  }

  @TearDown
  public void stop() {
    open.close();
    vertx.close();
  }

  /** The bytes alone. */
  @Benchmark
  public byte[] encode() {
    return dialect.entries(ROOM, 1, entries);
  }

  /** All of a turn. */
  @Benchmark
  public void deliver() {
    audience.deliver(entries);
    open.endTurn();
  }
}
