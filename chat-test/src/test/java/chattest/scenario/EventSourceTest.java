package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Balancer;
import chattest.support.Browsers;
import chattest.support.Client;
import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.Resumer;
import chattest.support.TestCluster;
import chattest.support.Until;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The EventSource of browsers, and the one most of Node's programs use: npm's eventsource. */
class EventSourceTest {
  private static final int EACH_TIME = 20;

  @TempDir Path folder;

  /** One in a page. */
  private record Source(Page page) implements AutoCloseable {
    static Source open(String origin, String url) {
      Page page = Browsers.chromium().newPage();
      page.navigate(origin + "/icon.svg"); // an origin, nothing more
      page.evaluate(
          """
          (url) => {
            window.heard = [];
            window.source = new EventSource(url);
            source.onmessage = ({ data, lastEventId }) =>
              heard.push({ ...JSON.parse(data), lastEventId });
          }
          """,
          url);
      return new Source(page);
    }

    List<JsonObject> heard(String type) {
      return new JsonArray((String) page.evaluate("() => JSON.stringify(heard)"))
          .stream()
              .map(JsonObject.class::cast)
              .filter(each -> type.equals(each.getString("type")))
              .toList();
    }

    JsonObject await(String type, int count) {
      Until.holds(() -> heard(type).size() >= count, () -> heard(type).toString());
      return heard(type).get(count - 1);
    }

    boolean hasGivenUp() {
      return (boolean) page.evaluate("() => source.readyState === EventSource.CLOSED");
    }

    @Override
    public void close() {
      page.close();
    }
  }

  @Test
  void behindHaproxyNothingIsLostOrRepeatedWhenNodesAreKilledAndDrained() {
    goOnBehind(Balancer::haproxy);
  }

  @Test
  void behindNginxNothingIsLostOrRepeatedWhenNodesAreKilledAndDrained() {
    goOnBehind(Balancer::nginx);
  }

  private void goOnBehind(BiFunction<Path, List<Integer>, Balancer> shipped) {
    try (TestCluster cluster = new TestCluster()) {
      List<NodeProcess> nodes =
          Stream.generate(
                  () -> cluster.launch("--rate=0", "--drain=0s", "--trusted-proxies=127.0.0.1"))
              .limit(3)
              .toList();
      nodes.forEach(NodeProcess::awaitReady);
      List<Integer> ports = nodes.stream().map(NodeProcess::port).toList();
      try (Balancer balancer = shipped.apply(folder, ports).awaitUp()) {
        goOn(nodes, balancer);
      }
    }
  }

  private static void goOn(List<NodeProcess> nodes, Balancer balancer) {
    String events = "/api/rooms/room/events?nick=";
    try (Resumer talker = new Resumer(balancer.ws("/chat"), "talker", "room");
        Source browser = Source.open(balancer.http(""), balancer.http(events + "browser"));
        NodeJs npm = NodeJs.run("events")) {
      npm.tell(new JsonObject().put("type", "open").put("url", balancer.http(events + "npm")));
      String browsersNode = browser.await("welcome", 1).getString("node");
      String npmsNode = npm.await("welcome").getString("node");
      browser.await("joined", 1);
      npm.await("joined");

      say(talker, "before");
      node(nodes, browsersNode).kill();
      say(talker, "killed");
      assertThat(browser.await("welcome", 2).getString("node")).isNotEqualTo(browsersNode);
      NodeProcess next =
          node(
              nodes,
              npmsNode.equals(browsersNode) ? npm.await("welcome").getString("node") : npmsNode);
      next.terminate();
      say(talker, "draining");
      assertThat(next.await()).isZero();
      say(talker, "after");

      browser.await("message", 4 * EACH_TIME);
      List<JsonObject> heardThere = new ArrayList<>();
      for (int i = 0; i < 4 * EACH_TIME; i++) {
        heardThere.add(npm.await("message"));
      }
      for (List<JsonObject> heard : List.of(browser.heard("message"), heardThere)) {
        assertThat(heard.stream().map(each -> each.getLong("seq")))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, 4 * EACH_TIME).boxed().toList());
        assertThat(heard)
            .allSatisfy(
                each ->
                    assertThat(each.getString("lastEventId")).endsWith(":" + each.getLong("seq")));
      }
      assertThat(npm.heardNothingOf("message")).isTrue();
      assertThat(browser.heard("joined")).allMatch(each -> each.getBoolean("complete"));
    }
  }

  private static NodeProcess node(List<NodeProcess> nodes, String name) {
    return nodes.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private static void say(Resumer talker, String when) {
    for (int i = 0; i < EACH_TIME; i++) {
      talker.say(when + i, "text " + when + i);
    }
    Until.holds(talker::isAcknowledged, talker::toString);
  }

  @Test
  void aPageOfAnotherOriginHearsSomethingOnlyWhereItsOriginIsListed() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess own = cluster.node("--standalone");
      NodeProcess open = cluster.node("--standalone", "--origins=" + own.http(""));
      NodeProcess closed = cluster.node("--standalone");
      String events = "/api/rooms/room/events";
      try (Source listed = Source.open(own.http(""), open.http(events));
          Source foreign = Source.open(own.http(""), closed.http(events));
          Client ann = Client.hello(open, "ann").join("room")) {
        listed.await("joined", 1);
        ann.say("room", "1", "hello");
        assertThat(listed.await("message", 1).getString("text")).isEqualTo("hello");
        Until.holds(foreign::hasGivenUp);
        assertThat(foreign.heard("joined")).isEmpty();
      }
    }
  }

  @Test
  void theExampleOfTheProtocolPageShowsWhatIsSaid() throws Exception {
    String example =
        Stream.of(Files.readString(Path.of("../docs/protocol.md")).split("```js\n"))
            .map(block -> block.split("```")[0])
            .filter(block -> block.contains("new EventSource"))
            .findFirst()
            .orElseThrow();
    try (TestCluster cluster = new TestCluster();
        Page page = Browsers.chromium().newPage()) {
      NodeProcess node = cluster.node("--standalone");
      List<String> shown = new ArrayList<>();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("log")) {
              shown.add(message.text());
            }
          });
      page.navigate(node.http("/icon.svg"));
      try (Client ann = Client.hello(node, "ann").join("lobby")) {
        ann.say("lobby", "1", "before").await("ack");
        page.evaluate("() => {" + example + "}");
        ann.say("lobby", "2", "after").await("ack");
        page.waitForCondition(() -> shown.size() == 2);
        assertThat(shown).containsExactly("ann: before", "ann: after");
      }
    }
  }

  /** Headers are what a browser's own EventSource cannot send. */
  @Test
  void npmsEventsourceIsThePersonOfTheSecretItSendsAndHearsWhyItIsRefused() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      try (NodeJs npm = NodeJs.run("events");
          Client ann = Client.hello(node, "ann").join("room")) {
        npm.tell(
            "{'type':'open','url':'%s','headers':{'Chat-Client':'long secret of ben'}}"
                .formatted(node.http("/api/events?room=room&nick=ben")));
        String id = npm.await("welcome").getString("id");
        ann.awaitPeople(2);
        try (Client ben = Client.connect(node)) {
          ben.send("{'type':'hello','nick':'ben','client':'long secret of ben'}");
          assertThat(ben.await("welcome").getString("id")).isEqualTo(id);
        }
        npm.tell("{'type':'open','url':'" + node.http("/api/events?room=a%20b") + "'}");
        JsonObject failed = npm.await("failed");
        assertThat(failed.getInteger("code")).isEqualTo(400);
        assertThat(failed.getBoolean("isOver")).isTrue();
      }
    }
  }
}
