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

  @Test
  void whileANeighbourIsFrozenAndRoomsCannotBeWrittenNobodyIsSentHere() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node("--heartbeat-timeout=20s");
      NodeProcess b = cluster.node("--heartbeat-timeout=20s");
      b.freeze();
      long frozen = System.nanoTime();
      Until.holds(() -> Http.status(a.http("/health/ready")) == 503);
      assertThat((System.nanoTime() - frozen) / 1_000_000_000.0).isLessThan(6);
      assertThat(Http.json(a.http("/health/ready")).getJsonArray("reasons"))
          .containsExactly("writes do not get through to node " + b.name());
      b.thaw();
      Until.holds(() -> Http.status(a.http("/health/ready")) == 200);
    }
  }

  @Test
  void aNodeThatWasCutOffSaysSoAndIsReadyOnlyWhenNobodyToldItWhomToBeWith() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node("--heartbeat-timeout=3s");
      NodeProcess b = cluster.node("--heartbeat-timeout=3s", "--join", cluster.address());
      b.freeze();
      Until.holds(() -> warnings(a).contains("cut off with 1 of 2 nodes since"));
      Until.holds(() -> Http.status(a.http("/health/ready")) == 200);
      assertThat(warnings(a)).contains("cut off");
      a.freeze();
      b.thaw();
      Until.holds(() -> reasons(b).startsWith("[\"cut off with 1 of 2 nodes since"));
      assertThat(Http.status(b.http("/health/ready"))).isEqualTo(503);
    }
  }

  @Test
  void whoseNeighbourIsDeadIsNotCutOffForLong() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node();
      NodeProcess b = cluster.node();
      NodeProcess c = cluster.node();
      b.kill();
      c.kill();
      Until.holds(() -> Http.json(a.http("/health/ready")).getInteger("members") == 1);
      Until.holds(() -> Http.json(a.http("/health/ready")).getJsonArray("warnings").isEmpty());
    }
  }

  @Test
  void aNodeThatFindsNobodyOfThoseItIsToJoinSaysSo() {
    try (TestCluster cluster = new TestCluster()) {
      String nobody = "127.0.0.1:" + TestCluster.freePort();
      NodeProcess a = cluster.node("--join", nobody);
      Until.holds(() -> a.output().contains("none of the nodes that --join names is here"));
      assertThat(warnings(a)).contains("this node is alone").doesNotContain(nobody);
      assertThat(a.output()).contains(nobody);
      assertThat(Http.status(a.http("/health/ready"))).isEqualTo(200);
    }
  }

  private static String warnings(NodeProcess node) {
    return Http.json(node.http("/health/ready")).getJsonArray("warnings").encode();
  }

  private static String reasons(NodeProcess node) {
    return Http.json(node.http("/health/ready")).getJsonArray("reasons").encode();
  }
}
