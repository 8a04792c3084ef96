package chatnode.log;

import chatnode.Talkative;
import chatnode.protocol.Draft;
import java.time.Duration;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The log's rule, in a busy room: it is full, so that with each message an old one goes, and what
 * has been appended is stored right away.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Appending {
  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 1 << 20, Duration.ofMinutes(10), true);

  /** More than are remembered, so that those that come around again are new. */
  private static final int DRAFTS = 100_000;

  private static final int RESENT_AFTER = 50;

  @Param({"1", "100"})
  public int batch;

  /** Of a hundred messages, those that were sent before. */
  @Param({"0", "1"})
  public int again;

  private final Ledger ledger = new Ledger(1);
  private List<Draft> drafts;
  private int next;

  @Setup
  public void fill() {
    drafts = new Talkative().drafts(DRAFTS);
    for (int i = 99; again > 0 && i < DRAFTS; i += 100 / again) {
      drafts.set(i, drafts.get(i - RESENT_AFTER));
    }
    for (int i = 0; i < DRAFTS; i += batch) {
      append();
    }
  }

  @Benchmark
  public Appended append() {
    List<Draft> some = drafts.subList(next, next + batch);
    next = (next + batch) % DRAFTS;
    long from = ledger.head() + 1;
    Appended appended = Batch.append(ledger, some, Talkative.AT, KEEP);
    ledger.stored(List.of(new Ledgers.Stretch(ledger.epoch(), from, ledger.head())));
    return appended;
  }
}
