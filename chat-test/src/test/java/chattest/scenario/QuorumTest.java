package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** P6: with {@code --min-nodes} a part that is too small refuses instead of going on alone. */
class QuorumTest {

  @Test
  void withTooFewNodesWritesAreRefusedAndTheNodeIsNotReadyUntilTheyAreBack() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node("--min-nodes", "2");
      NodeProcess b = cluster.node("--min-nodes", "2");
      Client ann = Client.hello(a, "ann").join("room");
      Client ben = Client.hello(b, "ben").join("room");
      ann.awaitPeople(2);
      ann.say("room", "1", "two of us").await("ack");
      b.kill();
      ann.awaitPeople(1);
      JsonObject refused = ann.say("room", "2", "alone").await("error");
      assertThat(refused.getString("code")).isEqualTo("no_quorum");
      assertThat(refused.getString("id")).isEqualTo("2");
      assertThat(ready(a)).isEqualTo(503);

      cluster.node("--min-nodes", "2");
      assertThat(ready(a)).isEqualTo(200);
      JsonObject ack = ann.say("room", "2", "together again").await("ack");
      assertThat(ack.getLong("seq")).isEqualTo(2);
      assertThat(ann.messages(2)).containsExactly("two of us", "together again");
      ben.close();
      ann.close();
    }
  }

  private static int ready(NodeProcess node) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(node.http("/health/ready"))).build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
