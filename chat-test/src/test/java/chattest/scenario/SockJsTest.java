package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Balancer;
import chattest.support.Client;
import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** sockjs-client in Node, by each transport that it has there: any node resumes it. */
class SockJsTest {

  @ParameterizedTest
  @ValueSource(strings = {"websocket", "xhr-streaming", "eventsource", "xhr-polling"})
  void itChatsAcrossNodesAndGoesOnAtAnotherAfterItsOwnWasKilled(String transport) {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.launch();
      NodeProcess b = cluster.launch();
      a.awaitReady();
      b.awaitReady();
      try (NodeJs ann = NodeJs.run("sockjs");
          Client ben = Client.hello(b, "ben").join("room")) {
        hello(ann, a, transport);
        send(ann, "{'type':'join','room':'room'}");
        ann.await("joined");
        send(ann, "{'type':'say','room':'room','id':'1','text':'안녕 👋'}");
        JsonObject ack = ann.await("ack");
        assertThat(ben.messages(1)).containsExactly("안녕 👋");
        ben.say("room", "2", "hi");
        assertThat(ann.messages(2)).containsExactly("안녕 👋", "hi");

        a.kill();
        send(ann, "{'type':'ping'}"); // by some transports it notices only when it sends something
        assertThat(ann.await("closed").getInteger("code")).isEqualTo(1006);
        ben.say("room", "3", "where are you?")
            .await("ack", each -> "3".equals(each.getString("id")));
        hello(ann, b, transport);
        send(
            ann,
            "{'type':'join','room':'room','epoch':%d,'after':%d}"
                .formatted(ack.getLong("epoch"), ack.getLong("seq") + 1));
        assertThat(ann.await("joined").getBoolean("complete")).isTrue();
        send(ann, "{'type':'say','room':'room','id':'1','text':'안녕 👋'}");
        assertThat(ann.await("ack").getLong("seq")).isEqualTo(ack.getLong("seq"));
        send(ann, "{'type':'say','room':'room','id':'4','text':'here'}");
        assertThat(ann.messages(2)).containsExactly("where are you?", "here");
        assertThat(ann.heardNothingOf("message")).isTrue();
      }
    }
  }

  /** Without, two of three requests would go to a node that knows nothing of their session. */
  @Test
  void throughTheBalancersAllRequestsOfASessionReachOneNode(@TempDir Path folder)
      throws IOException {
    try (TestCluster cluster = new TestCluster()) {
      List<NodeProcess> nodes =
          Stream.generate(() -> cluster.launch("--trusted-proxies=127.0.0.1", "--loops=1"))
              .limit(3)
              .toList();
      nodes.forEach(NodeProcess::awaitReady);
      List<Integer> ports = nodes.stream().map(NodeProcess::port).toList();
      Path one = Files.createDirectory(folder.resolve("haproxy"));
      Path other = Files.createDirectory(folder.resolve("nginx"));
      try (Balancer haproxy = Balancer.haproxy(one, ports);
          Balancer nginx = Balancer.nginx(other, ports);
          NodeJs ann = NodeJs.run("sockjs")) {
        for (Balancer balancer : List.of(haproxy.awaitUp(), nginx.awaitUp())) {
          for (int session = 0; session < 4; session++) {
            hello(ann, balancer.http("/sockjs"), "xhr-polling");
            send(ann, "{'type':'join','room':'room','recent':0}");
            ann.await("joined");
            for (String id : List.of("a", "b", "c")) {
              String say = "{'type':'say','room':'room','id':'%s','text':'hi'}";
              send(ann, say.formatted(balancer.port() + "-" + session + id));
              ann.await("ack");
            }
            assertThat(ann.messages(3)).containsExactly("hi", "hi", "hi");
            assertThat(ann.heardNothingOf("closed")).isTrue();
          }
        }
      }
    }
  }

  private static void hello(NodeJs client, NodeProcess node, String transport) {
    hello(client, node.http("/sockjs"), transport);
  }

  private static void hello(NodeJs client, String url, String transport) {
    client.tell("{'type':'connect','url':'%s','transport':'%s'}".formatted(url, transport));
    assertThat(client.await("open").getString("transport")).isEqualTo(transport);
    send(client, "{'type':'hello','nick':'ann','client':'long secret of ann'}");
    client.await("welcome");
  }

  private static void send(NodeJs client, String... frames) {
    client.tell("{'type':'send','frames':[" + String.join(",", frames) + "]}");
  }
}
