package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** P8: a node that says it is ready has heard every other member over the real event bus. */
class ReadinessTest {
  /** Of the test networks that lead nowhere (RFC 5737). */
  private static final String NOWHERE = "192.0.2.1:7000";

  @Test
  void nodesThatHearOneAnotherAreReadyAndFast() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node();
      long started = System.nanoTime();
      NodeProcess b = cluster.node();
      assertThat((System.nanoTime() - started) / 1_000_000_000.0).isLessThan(10);
      for (NodeProcess node : new NodeProcess[] {a, b}) {
        JsonObject health = Http.json(node.http("/health/ready"));
        assertThat(health.getString("status")).isEqualTo("up");
        assertThat(health.getInteger("members")).isEqualTo(2);
        assertThat(health.getJsonArray("warnings")).isEmpty();
      }
    }
  }

  @Test
  void aNodeThatAdvertisesAWrongAddressIsNotReadyAndSaysWhyAndTheOthersWarn() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess right = cluster.node("--admin-port=-1");
      int port = TestCluster.freePort();
      NodeProcess wrong =
          cluster.launch("--port", "" + port, "--bus-public", NOWHERE, "--admin-port=-1");
      Until.holds(() -> wrong.output().contains("is not ready: "));
      assertThat(wrong.output())
          .contains("member " + right.name() + " is in the cluster but its messages do not reach")
          .contains("this node, which advertises " + NOWHERE)
          .contains("--bus-public here")
          .doesNotContain("ready at");

      String url = "http://localhost:" + port + "/health/ready";
      assertThat(Http.status(url)).isEqualTo(503);
      assertThat(Http.json(url).getJsonArray("reasons").getString(0))
          .contains("member " + right.name())
          .doesNotContain("127.0.0.1");
      assertThat(Http.json(wrong.admin("/health/ready")).getJsonArray("reasons").getString(0))
          .contains("member " + right.name())
          .contains("127.0.0.1:");

      Until.holds(() -> Http.get(right.admin("/health/ready")).body().contains(NOWHERE));
      assertThat(Http.get(right.http("/health/ready")).body())
          .contains("do not reach it")
          .doesNotContain("192.0.2.1");
      JsonObject health = Http.json(right.admin("/health/ready"));
      assertThat(health.getString("status")).isEqualTo("up");
      assertThat(health.getJsonArray("warnings").getString(0))
          .contains("is in the cluster but the messages of this node do not reach it")
          .contains("it advertises " + NOWHERE)
          .contains("set --cluster-host or --bus-public there");

      wrong.kill();
      Until.holds(() -> Http.json(right.http("/health/ready")).getJsonArray("warnings").isEmpty());
      try (Client ann = Client.hello(right, "ann").join("room")) {
        ann.say("room", "1", "still here").await("ack");
      }
    }
  }
}
