package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Bench;
import chattest.support.Packages;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * P6 in a network: each node in a namespace of its own (Linux, root, iproute2), one of them cut off
 * from the others for less and for longer than it takes to be missed.
 */
class PartitionTest {
  private static final double WHOLE_WITHIN_MS = 30_000;

  /** The short form: longer than it takes to be missed. */
  @Test
  void aPartitionHealsWithNothingLostOrRepeatedAndInOrder() {
    heals(12, 25);
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"6,30", "40,55"})
  void partitionsOfOtherLengthsDoToo(int cutSeconds, int runSeconds) {
    heals(cutSeconds, runSeconds);
  }

  private static void heals(int cutSeconds, int runSeconds) {
    Packages.needNamespaces("PartitionTest");
    JsonObject report =
        Bench.verify(
            "partition-" + cutSeconds,
            "--nodes=3",
            "--clients=30",
            "--rooms=10",
            "--rate=60",
            "--duration=" + runSeconds + "s",
            "--faults=cut",
            "--cut=" + cutSeconds + "s",
            "--fault-every=5s",
            "--seed=11");
    assertThat(report.getJsonArray("faults")).isNotEmpty();
    for (Object each : report.getJsonArray("faults")) {
      JsonObject cut = (JsonObject) each;
      assertThat(cut.getDouble("wholeAfterMs") - cut.getDouble("liftedAfterMs"))
          .isBetween(0.0, WHOLE_WITHIN_MS);
      assertThat(cut.getInteger("unrecovered")).isZero();
    }
  }
}
