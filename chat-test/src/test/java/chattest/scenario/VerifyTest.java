package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Bench;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/**
 * P1 to P7 under faults, for about a minute each: three nodes, one of them killed, restarted or
 * frozen at a time, clients that resend and resume, and a checker that knows only what the clients
 * saw.
 */
class VerifyTest {

  @Test
  void nothingIsLostRepeatedReorderedMissingOrDifferentUnderFaults() {
    JsonObject report =
        Bench.verify(
            "verify",
            "--nodes=3",
            "--clients=60",
            "--rooms=5",
            "--rate=300",
            "--rounds=1",
            "--fault-every=5s",
            "--settle=0s",
            "--freeze=8s",
            "--faults=kill,term,freeze,twice",
            "--seed=4",
            "--node-args=--drain 1s");
    assertThat(report.getJsonArray("faults")).hasSize(3);
  }

  /**
   * Two of three are killed at once, two new ones start, and the one that is left stands still
   * while its clients talk: what it numbers when it goes on is numbered otherwise by the others.
   */
  @Test
  void noPlaceHoldsTwoMessagesWhenASurvivorIsLeftBehind() {
    JsonObject report =
        Bench.verify(
            "survivor",
            "--nodes=3",
            "--clients=30",
            "--rooms=8",
            "--rate=100",
            "--rounds=1",
            "--fault-every=5s",
            "--settle=0s",
            "--survivor=9s",
            "--faults=survivor",
            "--seed=5",
            "--node-args=--drain 1s");
    assertThat(report.getJsonArray("faults")).hasSize(1);
  }
}
