package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Folders;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was acknowledged can be read, found and sent again, on any node and after any stop. */
class StoreTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  private static NodeProcess alone(String store, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of("--standalone", "--host", "127.0.0.1", "--port", "0", "--admin-port", "0"));
    options.addAll(List.of("--store", store, "--rate", "0"));
    options.addAll(List.of(more));
    return NodeProcess.launch(options).awaitReady();
  }

  private static Client enter(NodeProcess node, String room) {
    Client client = Client.connect(node);
    client.send("{'type':'hello','nick':'ann','client':'" + SECRET + "'}".replace('\'', '"'));
    client.await("welcome");
    client.join(room);
    return client;
  }

  private static JsonObject say(Client client, String id, String text, boolean again) {
    client.send(
        new JsonObject()
            .put("type", "say")
            .put("room", "room")
            .put("id", id)
            .put("text", text)
            .put("again", again)
            .encode());
    return client.await("ack", ack -> ack.getString("id").equals(id));
  }

  private static JsonArray history(Client client) {
    client.send("{\"type\":\"history\",\"room\":\"room\",\"limit\":200}");
    return client.await("history").getJsonArray("messages");
  }

  /** zulip#31219: a re-sent outbox was there twice. */
  @Test
  void whatIsSentAgainAfterAKillHasItsFirstPlaceHoweverLongAgoThatWas() {
    String store = "sqlite:" + Folders.fresh("again");
    JsonObject first;
    try (NodeProcess node = alone(store);
        Client ann = enter(node, "room")) {
      first = say(ann, "one", "하나", false);
      say(ann, "two", "둘", false);
      node.kill();
    }
    try (NodeProcess node = alone(store);
        Client ann = enter(node, "room")) {
      assertThat(say(ann, "one", "하나", false).getLong("seq")).isEqualTo(1);
      assertThat(history(ann)).hasSize(2);
      node.kill();
    }
    try (NodeProcess node = alone(store, "--remember", "0s", "--window", "0s");
        Client ann = enter(node, "room")) {
      for (int i = 0; i < 60; i++) {
        say(ann, "more" + i, "text", false);
      }
      JsonObject again = say(ann, "one", "하나", true);
      assertThat(again.getLong("seq")).isEqualTo(1);
      assertThat(again.getLong("epoch")).isEqualTo(first.getLong("epoch"));
      assertThat(history(ann)).hasSize(62);
      assertThat(history(ann).getJsonObject(0).getJsonObject("from").getString("id"))
          .isEqualTo(history(ann).getJsonObject(61).getJsonObject("from").getString("id"));
    }
  }

  /** openfire-monitoring-plugin#38: the newest were missing from what another node answered. */
  @Test
  void whatWasAcknowledgedIsReadAndFoundOnAnotherNodeAtOnce() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess one = cluster.node();
      NodeProcess two = cluster.node();
      try (Client ann = enter(one, "room");
          Client ben = enter(two, "room")) {
        for (int i = 0; i < 20; i++) {
          say(ann, "m" + i, "우리집에서검색합니다 " + i, false);
          assertThat(history(ben)).hasSize(i + 1);
          ben.send("{\"type\":\"search\",\"text\":\"검색합니다 " + i + "\",\"limit\":50}");
          JsonArray found = ben.await("found").getJsonArray("messages");
          assertThat(found.getJsonObject(0).getString("text")).endsWith(" " + i);
          assertThat(found.getJsonObject(0).getString("room")).isEqualTo("room");
        }
      }
    }
  }

  @Test
  void nodesThatDoNotShareAStoreSaySoAndAreNotReady() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess one = cluster.node();
      NodeProcess other = launch(cluster, "sqlite:" + Folders.fresh("other"));
      NodeProcess without = launch(cluster, "memory");
      for (NodeProcess each : List.of(other, without)) {
        Until.holds(() -> each.output().contains("give all the same --store"));
        String line =
            each.output().lines().filter(said -> said.contains("give all")).findFirst().get();
        assertThat(line).contains("this node would keep messages in", "the other nodes keep them");
        assertThat(Http.status(each.admin("/health/ready"))).isEqualTo(503);
      }
      assertThat(Http.status(one.http("/health/ready"))).isEqualTo(200);
    }
  }

  private static NodeProcess launch(TestCluster cluster, String store) {
    return cluster.launch("--store", store, "--admin-port", "" + TestCluster.freePort());
  }
}
