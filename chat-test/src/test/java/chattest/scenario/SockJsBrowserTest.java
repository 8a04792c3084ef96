package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.BrowserJs;
import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.Site;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** sockjs-client in Chromium, by each transport that it has there, from a page of another site. */
class SockJsBrowserTest {
  private final Site site = new Site();

  /** Only within the node's own pages: what the iframe of the same name is for. */
  private static final String OWN = "htmlfile";

  private static final List<String> TRANSPORTS =
      List.of(
          "websocket",
          "xhr-streaming",
          "eventsource",
          "iframe-eventsource",
          OWN,
          "iframe-htmlfile",
          "xhr-polling",
          "iframe-xhr-polling",
          "jsonp-polling");

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void itChatsAcrossNodesAndGoesOnAtAnotherAfterItsOwnWasKilled() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = launch(cluster);
      NodeProcess b = launch(cluster);
      a.awaitReady();
      b.awaitReady();
      try (Client ben = Client.hello(b, "ben").join("room")) {
        Map<String, BrowserJs> browsers = new LinkedHashMap<>();
        for (String transport : TRANSPORTS) {
          BrowserJs browser = open(transport, a);
          browsers.put(transport, browser);
          send(browser, "{'type':'join','room':'room','recent':0}");
          browser.await("joined");
          send(browser, "{'type':'say','room':'room','id':'1','text':'안녕 👋 " + transport + "'}");
          browser.await("ack");
          assertThat(ben.messages(1)).containsExactly("안녕 👋 " + transport);
          assertThat(browser.messages(1)).containsExactly("안녕 👋 " + transport);
        }
        JsonObject last =
            ben.say("room", "last", "last")
                .await("ack", each -> "last".equals(each.getString("id")));
        browsers.forEach(
            (transport, browser) -> {
              while (!browser.messages(1).contains("last")) {
                // of those who came later
              }
            });

        a.kill();
        ben.say("room", "2", "where are you?")
            .await("ack", each -> "2".equals(each.getString("id")));
        for (String transport : TRANSPORTS) {
          BrowserJs browser = browsers.get(transport);
          send(browser, "{'type':'ping'}"); // by some it notices only when it sends something
          browser.await("closed");
          if (transport.equals(OWN)) {
            browser.close();
            browser = open(transport, b);
            browsers.put(transport, browser);
          } else {
            hello(browser, b, transport);
          }
          send(
              browser,
              "{'type':'join','room':'room','epoch':%d,'after':%d}"
                  .formatted(last.getLong("epoch"), last.getLong("seq")));
          assertThat(browser.await("joined").getBoolean("complete")).as(transport).isTrue();
          assertThat(browser.messages(1)).as(transport).containsExactly("where are you?");
        }
        ben.say("room", "3", "all here?");
        browsers.forEach(
            (transport, browser) -> {
              assertThat(browser.messages(1)).as(transport).containsExactly("all here?");
              assertThat(browser.heardNothingOf("message")).as(transport).isTrue();
              browser.close();
            });
      }
    }
  }

  /** Its iframes are of the node's own origin. */
  private NodeProcess launch(TestCluster cluster) {
    int port = TestCluster.freePort();
    return cluster.launch(
        "--port=" + port, "--origins=" + site.as("site.example") + ",http://localhost:" + port);
  }

  private BrowserJs open(String transport, NodeProcess node) {
    String page = transport.equals(OWN) ? node.http("/sockjs") : site.as("site.example");
    BrowserJs browser =
        BrowserJs.open(page, "sockjs-talk", node.http("/lib/sockjs-client/sockjs.min.js"));
    hello(browser, node, transport);
    return browser;
  }

  private static void hello(BrowserJs browser, NodeProcess node, String transport) {
    browser.tell(
        "{'type':'connect','url':'%s','transport':'%s'}"
            .formatted(node.http("/sockjs"), transport));
    assertThat(browser.await("open").getString("transport")).isEqualTo(transport);
    send(browser, "{'type':'hello','nick':'" + transport + "'}");
    browser.await("welcome");
  }

  private static void send(BrowserJs browser, String frame) {
    browser.tell("{'type':'send','frames':[" + frame + "]}");
  }

  @Test
  void aSiteThatMayNotConnectGetsNoSessionAndNoFrameOfOurs() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone", "--origins=" + site.as("site.example"));
      String library = node.http("/lib/sockjs-client/sockjs.min.js");
      String frame = node.http("/sockjs/iframe.html");
      try (BrowserJs evil = BrowserJs.open(site.as("evil.example"), "sockjs-talk", library);
          BrowserJs good = BrowserJs.open(site.as("site.example"), "sockjs-talk", library)) {
        evil.tell("{'type':'connect','url':'" + node.http("/sockjs") + "'}");
        assertThat(evil.await("closed").getInteger("code")).isEqualTo(1002);
        assertThat(evil.heardNothingOf("open")).isTrue();
        assertThat(good.frame(frame)).contains("SockJS hidden iframe");
        assertThat(evil.frame(frame)).doesNotContain("SockJS");
      }
    }
  }
}
