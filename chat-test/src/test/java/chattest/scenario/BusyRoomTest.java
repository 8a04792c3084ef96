package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Bench;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** P1 where it is hardest: the batches of two nodes overtake one another all the time. */
class BusyRoomTest {

  /** Such a room writes in some milliseconds what its log keeps, so there is nothing to repair. */
  @Test
  void everybodyOnBothNodesGetsEveryMessageOfARoomThatIsAsBusyAsItCanBe() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess one = cluster.node("--rate", "0", "--window-bytes", "32KiB");
      NodeProcess two = cluster.node("--rate", "0", "--window-bytes", "32KiB");
      JsonObject result =
          Bench.load(
              "busy",
              "--url=" + one.ws("/chat"),
              "--url=" + two.ws("/chat"),
              "--sockets=20",
              "--senders=10",
              "--window=100",
              "--size=30",
              "--warmup=1s",
              "--duration=4s");
      assertThat(result.getJsonObject("errors")).isEmpty();
      assertThat(result.getLong("unanswered")).isZero();
      assertThat(result.getJsonObject("deliveryLatency").getLong("count"))
          .isEqualTo(20 * result.getJsonObject("ackLatency").getLong("count"));
    }
  }
}
