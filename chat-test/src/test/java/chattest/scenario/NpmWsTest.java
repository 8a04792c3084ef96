package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The WebSocket client that most of Node's programs use: npm's ws. */
class NpmWsTest {

  @Test
  void itChatsAcrossNodesAndGoesOnAtAnotherAfterItsOwnWasKilled() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node();
      NodeProcess b = cluster.node();
      try (NodeJs ann = NodeJs.run("ws");
          Client ben = Client.hello(b, "ben").join("room")) {
        hello(ann, a);
        send(ann, "{'type':'join','room':'room'}");
        ann.await("joined");
        send(ann, "{'type':'say','room':'room','id':'1','text':'안녕 👋'}");
        JsonObject ack = ann.await("ack");
        assertThat(ack.getString("id")).isEqualTo("1");
        assertThat(ben.messages(1)).containsExactly("안녕 👋");
        ben.say("room", "2", "hi");
        assertThat(ann.messages(2)).containsExactly("안녕 👋", "hi");

        a.kill();
        assertThat(ann.await("closed").getInteger("code")).isEqualTo(1006);
        ben.say("room", "3", "where are you?").await("ack", each -> isAckOf("3", each));
        hello(ann, b);
        send(
            ann,
            "{'type':'join','room':'room','epoch':%d,'after':%d}"
                .formatted(ack.getLong("epoch"), ack.getLong("seq") + 1));
        assertThat(ann.await("joined").getBoolean("complete")).isTrue();
        send(ann, "{'type':'say','room':'room','id':'1','text':'안녕 👋'}");
        assertThat(ann.await("ack").getLong("seq")).isEqualTo(ack.getLong("seq"));
        send(ann, "{'type':'say','room':'room','id':'4','text':'here'}");
        assertThat(ann.messages(2)).containsExactly("where are you?", "here");
      }
    }
  }

  private static boolean isAckOf(String id, JsonObject ack) {
    return id.equals(ack.getString("id"));
  }

  private static void hello(NodeJs client, NodeProcess node) {
    client.tell("{'type':'connect','url':'" + node.ws("/chat") + "'}");
    client.await("open");
    send(client, "{'type':'hello','nick':'ann','client':'long secret of ann'}");
    client.await("welcome");
  }

  private static void send(NodeJs client, String frame) {
    client.tell("{'type':'send','frame':" + frame + "}");
  }
}
