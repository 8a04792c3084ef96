package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SIGTERM: clients are told, and go on elsewhere. */
class DrainTest {

  @Test
  void everyClientIsToldWhenToComeBackAndClosedWith1012() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone", "--drain", "500ms");
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        clients.add(Client.hello(node, "client" + i).join("room"));
      }
      node.terminate();
      for (Client client : clients) {
        assertThat(client.await("bye").getLong("reconnectAfterMs")).isNotNegative();
        assertThat(client.awaitClose().code()).isEqualTo(1012);
      }
      assertThat(node.await()).isZero();
    }
  }

  @Test
  void whoWasToldToGoResumesOnAnotherNodeWithNothingMissing() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node();
      NodeProcess b = cluster.node("--drain", "200ms");
      Client ben = Client.hello(b, "ben").join("room");
      ben.say("room", "1", "before");
      JsonObject ack = ben.await("ack");
      b.terminate();
      ben.await("bye");
      Client ann = Client.hello(a, "ann").join("room");
      ann.say("room", "2", "meanwhile").await("ack");

      Client back = Client.hello(a, "ben");
      back.send(
          "{'type':'join','room':'room','epoch':%d,'after':%d}"
              .formatted(ack.getLong("epoch"), ack.getLong("seq")));
      assertThat(back.await("joined").getBoolean("complete")).isTrue();
      assertThat(back.messages(1)).containsExactly("meanwhile");
      assertThat(b.await()).isZero();
    }
  }

  @Test
  void theDelayEndsByItself() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone", "--drain-delay=1s", "--drain=0s");
      Client client = Client.hello(node, "ann");
      long told = System.nanoTime();
      node.terminate();
      client.await("bye");
      assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThan(Duration.ofMillis(999));
      assertThat(node.await()).isZero();
    }
  }
}
