package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** P1 over all ways in: each is a view of the same numbered log. */
class EveryWayTest {
  private static final int EACH = 20;

  @Test
  void whatIsSaidByAnyWayOnOneNodeIsHeardByEveryWayOnAnotherInOneOrderUnderOneNumber() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.launch("--rate=0");
      NodeProcess b = cluster.launch("--rate=0");
      String there = a.awaitReady().http("");
      String here = b.awaitReady().http("");
      try (NodeJs all = NodeJs.run("every-way", there, here, "every", "" + EACH)) {
        Map<String, List<JsonObject>> heard = heard(all);
        List<JsonObject> json = heard.get("json");
        assertThat(json.stream().map(each -> each.getLong("seq")))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 5 * EACH).boxed().toList());
        for (String way : List.of("stomp", "sockjs", "events", "longPoll", "poll")) {
          assertThat(heard.get(way)).as(way).isEqualTo(json);
        }
        assertThat(texts(heard.get("plain"))).isEqualTo(texts(json));
        for (String way : List.of("json", "plain", "stomp", "sockjs", "post")) {
          assertThat(texts(json).stream().filter(text -> text.startsWith(way + " ")))
              .as("in the order of the one who said it")
              .containsExactlyElementsOf(
                  LongStream.range(0, EACH).mapToObj(i -> way + " 말 " + i).toList());
        }
      }
    }
  }

  private static Map<String, List<JsonObject>> heard(NodeJs all) {
    all.await("done");
    Map<String, List<JsonObject>> heard = new HashMap<>();
    for (int i = 0; i < 7; i++) {
      JsonObject one = all.await("heard");
      heard.put(
          one.getString("way"),
          one.getJsonArray("messages").stream().map(JsonObject.class::cast).toList());
    }
    return heard;
  }

  private static List<String> texts(List<JsonObject> messages) {
    return messages.stream().map(each -> each.getString("text")).toList();
  }
}
