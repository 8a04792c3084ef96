package chatnode.store.sql;

import chatnode.Talkative;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.StorePlace;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * A transaction of the writer's into a new folder of SQLite files, and what it looks after between
 * two of them. The folder is made where the system has its temporary files.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Committing {
  private static final Origin ORIGIN = new Origin(1, 1, 0, 0);
  private static final int DRAFTS = 50_000;

  @Param({"1", "10", "100", "1000"})
  public int messages;

  @Param({"FULL", "NORMAL"})
  public Storing.Sync sync;

  private final List<Draft> drafts = new Talkative().drafts(DRAFTS);
  private final Known known = new Known();
  private Path folder;
  private Database database;
  private Connection writer;
  private int next;
  private long head;

  @Setup
  public void open() throws IOException, StoreProblem, SQLException {
    folder = Files.createTempDirectory("committing");
    Storing storing =
        new Storing(
            new StorePlace("sqlite:" + folder),
            Optional.empty(),
            Storing.Ack.STORED,
            sync,
            Duration.ZERO,
            0);
    database = Sqlite.open(storing, System::currentTimeMillis);
    writer = database.writer();
  }

  @TearDown
  public void remove() throws IOException, SQLException {
    writer.close();
    database.close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Benchmark
  public void commit() throws SQLException {
    long now = System.currentTimeMillis();
    List<Entry> entries = new ArrayList<>(messages);
    for (int i = 0; i < messages; i++) {
      entries.add(new Entry(++head, now, drafts.get(next)));
      next = (next + 1) % DRAFTS;
    }
    Job job = Job.write("lobby", ORIGIN, entries, new Caller(null));
    new Batch(database, writer, known).write(List.of(job));
    database.tend(writer);
  }
}
