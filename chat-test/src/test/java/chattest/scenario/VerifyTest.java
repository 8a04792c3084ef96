package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Bench;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/**
 * P1 to P7 under faults, for about a minute: three nodes, one of them killed, restarted or frozen
 * at a time, clients that resend and resume, and a checker that knows only what the clients saw.
 */
class VerifyTest {

  @Test
  void nothingIsLostRepeatedReorderedMissingOrDifferentUnderFaults() {
    JsonObject report =
        Bench.verify(
            "verify",
            "--nodes=3",
            "--clients=60",
            "--rooms=8",
            "--rate=150",
            "--duration=45s",
            "--fault-every=5s",
            "--settle=0s",
            "--freeze=7s",
            "--faults=kill,term,freeze,stuck",
            "--seed=4",
            "--node-args=--heartbeat-timeout 4s --drain 1s");
    assertThat(report.getJsonArray("faults")).hasSizeGreaterThanOrEqualTo(3);
  }
}
