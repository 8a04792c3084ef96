package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
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

  private static void hello(NodeJs client, NodeProcess node, String transport) {
    client.tell(
        "{'type':'connect','url':'%s','transport':'%s'}"
            .formatted(node.http("/sockjs"), transport));
    assertThat(client.await("open").getString("transport")).isEqualTo(transport);
    send(client, "{'type':'hello','nick':'ann','client':'long secret of ann'}");
    client.await("welcome");
  }

  private static void send(NodeJs client, String... frames) {
    client.tell("{'type':'send','frames':[" + String.join(",", frames) + "]}");
  }
}
