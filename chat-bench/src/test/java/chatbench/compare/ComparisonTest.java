package chatbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.FakePeer;
import chatbench.peers.Cores;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

  /** With real processes, whose processors and memory are those of /proc. */
  @Test
  void allThatIsAskedForIsMeasuredAndOneThatFailsIsTold(@TempDir Path folder) throws IOException {
    ComparePlan plan =
        new ComparePlan(
            List.of(3, 30), 2, 300, 20, 100, Duration.ofMillis(300), Duration.ofMillis(100));
    ByteArrayOutputStream progress = new ByteArrayOutputStream();
    Results results = run(plan, folder, new PrintStream(progress, true, StandardCharsets.UTF_8));
    assertThat(results.remarks()).noneMatch(remark -> remark.startsWith("sound, 3 sockets:"));
    for (int sockets : plan.sockets()) {
      for (Figure figure : Figure.values()) {
        assertThat(results.spread("sound", sockets, figure).median())
            .as("%s of %d sockets", figure, sockets)
            .isGreaterThanOrEqualTo(0);
        assertThat(results.spread("ending", sockets, figure).isKnown()).isFalse();
      }
      assertThat(results.spread("sound", sockets, Figure.FULL_RATE).median()).isPositive();
    }
    assertThat(results.idle("sound").isKnown()).isTrue();
    assertThat(results.remarks())
        .filteredOn(remark -> remark.startsWith("ending, 30 sockets: it ended with status 3"))
        .hasSize(2);
    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("round 2 of 2");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static Results run(ComparePlan plan, Path folder, PrintStream out) throws IOException {
    Vertx vertx = Vertx.vertx();
    try {
      return new Comparison(
              vertx,
              plan,
              List.of(new FakePeer("sound", false), new FakePeer("ending", true)),
              Cores.shared(),
              folder,
              Duration.ofMillis(50),
              out)
          .run();
    } finally {
      vertx.close().await();
    }
  }
}
