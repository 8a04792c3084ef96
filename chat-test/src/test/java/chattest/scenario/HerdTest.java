package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Bench;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A balancer restarts, a network comes back: everyone is at the door in the same moment. */
@Tag("long")
class HerdTest {

  /** The node takes a thousand a second and two thousand at once; whom it refuses comes back. */
  @Test
  void fiveThousandSocketsThatReconnectAtOnceAllResumeWithNothingMissing() {
    JsonObject report =
        Bench.verify(
            "herd",
            "--nodes=1",
            "--clients=5000",
            "--rooms=100",
            "--joins=1",
            "--rate=200",
            "--rounds=2",
            "--faults=herd",
            "--fault-every=4s",
            "--settle=10s",
            "--seed=5",
            "--node-args=--standalone --connection-rate 1000");
    assertThat(report.getJsonArray("faults").getJsonObject(0).getInteger("unrecovered")).isZero();
    assertThat(report.getJsonObject("counts").getLong("connections"))
        .isGreaterThanOrEqualTo(10_000);
  }
}
