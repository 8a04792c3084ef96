package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import chattest.support.Until;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page whose name was turned to a node's address (DNS rebinding) gets nothing there. */
class HostTest {
  private static final String OK = "HTTP/1.1 101";
  private static final String REFUSED = "HTTP/1.1 403";
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;

  @BeforeAll
  static void start() {
    node = CLUSTER.node("--standalone");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  /** The head of the answer to an upgrade; {@code more} headers end with CR LF. */
  private static String upgrade(NodeProcess node, String host, String more) {
    return RawClient.http(
        node.port(),
        "GET /chat HTTP/1.1\r\nHost: "
            + host
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + more
            + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[::1]:PORT",
        "127.0.0.1:PORT",
        "192.0.2.1",
        "localhost:PORT",
        "LOCALHOST",
        "chat.localhost",
        "localhost."
      })
  void anAddressOrLocalhostMayBeAskedFor(String host) {
    assertThat(upgrade(node, host.replace("PORT", "" + node.port()), "")).startsWith(OK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":80", "[::1", "a b", "a@b", "a:b", "a, b"})
  void aHostThatIsNoneIsABadRequest(String host) {
    assertThat(upgrade(node, host, "")).startsWith("HTTP/1.1 400");
  }

  @Test
  void aForeignNameIsRefusedEvenToAPageOfThatNameAndTheOperatorIsToldOncePerName() {
    NodeProcess own = CLUSTER.node("--standalone", "--admin-port=-1");
    assertThat(upgrade(own, "evil.example", "")).startsWith(REFUSED);
    String host = "evil.example:" + own.port();
    assertThat(upgrade(own, host, "Origin: http://" + host + "\r\n")).startsWith(REFUSED);
    assertThat(upgrade(own, "other.example", "")).startsWith(REFUSED);
    Until.holds(() -> own.output().contains("other.example"));
    assertThat(own.output().lines().filter(line -> line.contains("WARNING")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("--hosts"))
        .anySatisfy(line -> assertThat(line).contains("evil.example"));
    assertThat(Http.get(own.admin("/metrics")).body())
        .contains("chat_refused_total{status=\"403\"} 3.0");
  }

  @Test
  void theNamesOfHostsAndOfOriginsMayBeAskedFor() {
    NodeProcess named =
        CLUSTER.node(
            "--standalone",
            "--hosts=chat.example.com,talk.example.com",
            "--origins=https://www.example.net");
    assertThat(upgrade(named, "chat.example.com", "")).startsWith(OK);
    assertThat(upgrade(named, "Talk.Example.com.:443", "")).startsWith(OK);
    assertThat(upgrade(named, "www.example.net", "Origin: https://www.example.net\r\n"))
        .startsWith(OK);
    assertThat(upgrade(named, "127.0.0.1", "")).startsWith(OK);
    assertThat(upgrade(named, "example.com", "")).startsWith(REFUSED);
    assertThat(upgrade(named, "evil.example", "")).startsWith(REFUSED);
  }

  @Test
  void aTrustedProxyAnswersForTheNamesItIsReachedBy() {
    NodeProcess behind = CLUSTER.node("--standalone", "--trusted-proxies=127.0.0.0/8,::1");
    String host = "chat.example.com";
    assertThat(upgrade(behind, host, "Origin: http://" + host + "\r\n")).startsWith(OK);
    assertThat(upgrade(behind, "", "")).startsWith("HTTP/1.1 400");
    NodeProcess elsewhere = CLUSTER.node("--standalone", "--trusted-proxies=192.0.2.0/24");
    assertThat(upgrade(elsewhere, host, "X-Forwarded-For: 192.0.2.1\r\n")).startsWith(REFUSED);
  }
}
