package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Api;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Chat over plain HTTP while nodes are killed and ended. */
class ApiFailureTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static Api a;
  private static Api b;

  @BeforeAll
  static void start() {
    NodeProcess first = CLUSTER.launch("--api-rate=0");
    NodeProcess second = CLUSTER.launch("--api-rate=0");
    a = new Api(first.awaitReady());
    b = new Api(second.awaitReady());
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static JsonObject post(String id, String text) {
    return new JsonObject()
        .put("id", id)
        .put("nick", "ann")
        .put("client", "a secret of ann's own")
        .put("text", text);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  /** P3, over plain HTTP. */
  @Test
  void aPostThatIsRepeatedOnAnotherNodeAfterAKillIsThereOnce() {
    NodeProcess third = CLUSTER.node("--api-rate=0");
    Api c = new Api(third);
    List<JsonObject> places = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      places.add(json(c.post("killed", post("k" + i, "text " + i))));
    }
    third.kill();
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> again = repeated(post("k" + i, "text " + i));
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(json(again)).isEqualTo(places.get(i));
    }
    assertThat(a.json(Api.messages("killed")).getLong("head")).isEqualTo(10);
  }

  /** As a client does: until it is known what became of it. */
  private static HttpResponse<String> repeated(JsonObject body) {
    HttpResponse<String> answer = a.post("killed", body);
    while (answer.statusCode() == 503) {
      answer = a.post("killed", body);
    }
    return answer;
  }

  /** P4, over plain HTTP. */
  @Test
  void whoWaitedAtANodeThatIsKilledGoesOnAtAnotherWithNothingMissing() {
    NodeProcess third = CLUSTER.node("--api-rate=0");
    JsonObject before = a.say("goes-on", "before");
    String query = "?wait=60&after=1&epoch=" + before.getLong("epoch");
    CompletableFuture<HttpResponse<String>> waiting =
        new Api(third).startGet(Api.messages("goes-on") + query);
    a.say("elsewhere", "text");
    third.kill();
    assertThat(waiting.handle((answer, failure) -> failure != null).join()).isTrue();
    a.say("goes-on", "meanwhile");
    JsonObject page = b.json(Api.messages("goes-on") + query);
    assertThat(page.getBoolean("complete")).isTrue();
    assertThat(Api.texts(page)).containsExactly("meanwhile");
  }

  /** P7, over plain HTTP. */
  @Test
  void whoWaitsAtANodeThatIsEndedIsAnsweredAndTheNodeEndsInOrder() {
    NodeProcess third = CLUSTER.node("--admin-port=-1", "--api-rate=0", "--drain=500ms");
    Api c = new Api(third);
    JsonObject before = c.say("drained", "before");
    String query = "?wait=60&after=1&epoch=" + before.getLong("epoch");
    List<CompletableFuture<HttpResponse<String>>> waiting =
        IntStream.range(0, 10).mapToObj(i -> c.startGet(Api.messages("drained") + query)).toList();
    Until.holds(() -> Http.metric(third, "chat_sockets") == 10);
    third.terminate();
    for (CompletableFuture<HttpResponse<String>> each : waiting) {
      HttpResponse<String> answer = each.join();
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Connection")).contains("close");
      assertThat(json(answer).getJsonArray("messages")).isEqualTo(new JsonArray());
    }
    assertThat(third.await()).isZero();
    assertThat(third.output()).doesNotContainIgnoringCase("exception").doesNotContain("SEVERE");
    a.say("drained", "after");
    assertThat(Api.texts(b.json(Api.messages("drained") + query))).containsExactly("after");
  }
}
