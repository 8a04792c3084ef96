package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** SIGTERM: clients are told, and go on elsewhere. A second one: at once. */
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
  void aNodeThatIsToEndSaysItIsNotReadyAndServesOldAndNewClientsUntilTheDelayIsOver() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone", "--drain-delay=1m", "--drain=100ms");
      Client ann = Client.hello(node, "ann").join("room");
      node.terminate();
      Until.holds(() -> Http.status(node.http("/health/ready")) == 503);
      Client ben = Client.hello(node, "ben").join("room");
      ben.say("room", "1", "hello").await("ack");
      assertThat(ann.messages(1)).containsExactly("hello");
      assertThat(ann.heardNothingOf("bye")).isTrue();

      node.terminate(); // ends the delay as well
      for (Client client : List.of(ann, ben)) {
        client.await("bye");
        assertThat(client.awaitClose().code()).isEqualTo(1012);
      }
      assertThat(node.await()).isZero();
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
      assertThat(node.output()).doesNotContain("hurrying");
    }
  }

  @Test
  void aSecondSigtermSaysAllGoodbyesAtOnceAndEndsTheNodeInOrder() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess stays = cluster.node();
      NodeProcess node = cluster.node("--drain=1m");
      List<Client> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(Client.hello(node, "client" + i).join("room"));
      }
      node.terminate();
      Until.holds(() -> node.output().contains("draining"));
      long hurried = System.nanoTime();
      node.terminate();
      Set<Long> returns = new HashSet<>();
      for (Client client : clients) {
        returns.add(client.await("bye").getLong("reconnectAfterMs"));
        assertThat(client.awaitClose().code()).isEqualTo(1012);
      }
      assertThat(returns).as("not all come back at the same time").hasSizeGreaterThan(1);
      assertThat(node.await()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - hurried)).isLessThan(Duration.ofSeconds(30));
      assertThat(node.output())
          .contains("hurrying")
          .endsWith("stopped")
          .doesNotContainIgnoringCase("exception");
      Until.holds(() -> stays.output().contains("member " + node.name() + " left"));
    }
  }

  @Test
  void whoLoadsAFileAndNeverReadsItHoldsUpNobodyWhoIsInAHurry() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone", "--drain=1m");
      try (RawClient client = RawClient.silent(node.port())) {
        String file = "GET /lib/marked/marked.esm.js HTTP/1.1\r\nHost: localhost\r\n\r\n";
        client.socket().getOutputStream().write(file.repeat(1000).getBytes());
        awaitNoMore(client.socket());
        node.terminate();
        Until.holds(() -> node.output().contains("draining"));
        node.terminate();
        assertThat(node.await()).isZero();
      }
    }
  }

  /** One that cannot take them, as it is frozen, stands for one that has much to take. */
  @Test
  void theProcessDoesNotEndBeforeItsRoomsAreHandedOver() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess frozen = cluster.node("--heartbeat-timeout=15s");
      NodeProcess node = cluster.node("--heartbeat-timeout=15s", "--drain=0s");
      frozen.freeze();
      node.terminate();
      assertThat(node.await()).isZero();
      assertThat(node.output()).contains("handing its rooms to the others").endsWith("stopped");
    }
  }

  /** What was sent and not read fills all there is between the two. */
  private static void awaitNoMore(Socket socket) {
    int[] before = {0};
    Until.holds(
        () -> {
          try {
            int now = socket.getInputStream().available();
            boolean isFull = now > 0 && now == before[0];
            before[0] = now;
            return isFull;
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
