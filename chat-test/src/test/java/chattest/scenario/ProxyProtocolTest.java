package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Balancer;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a client is, said in front of the connection by a proxy that is trusted. */
class ProxyProtocolTest {
  private static final String JSON = "chat.v1.json";
  private static final String ACCEPTED = "HTTP/1.1 101";
  private static final String TOO_MANY = "HTTP/1.1 429";
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;
  private final List<RawClient> clients = new ArrayList<>();

  @BeforeAll
  static void start() {
    node = node("127.0.0.1");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @AfterEach
  void close() {
    clients.forEach(RawClient::close);
  }

  private static NodeProcess node(String trusted) {
    return CLUSTER.node(
        "--standalone",
        "--proxy-protocol",
        "--sockets-per-address=1",
        "--trusted-proxies=" + trusted);
  }

  private String upgrade(NodeProcess node, String first, String... headers) {
    RawClient client = RawClient.askAfter(first, node.port(), JSON, headers);
    clients.add(client);
    return client.answer();
  }

  private static String from(String client) {
    return "PROXY TCP4 " + client + " 127.0.0.1 50000 80\r\n";
  }

  @Test
  void theClientIsWhoTheProxySays() {
    assertThat(upgrade(node, from("203.0.113.7"))).startsWith(ACCEPTED);
    assertThat(upgrade(node, from("203.0.113.7"))).startsWith(TOO_MANY);
    assertThat(upgrade(node, from("203.0.113.8"))).startsWith(ACCEPTED);
    assertThat(upgrade(node, "PROXY UNKNOWN\r\n")).startsWith(ACCEPTED);
  }

  @Test
  void whatTheClientSaysOfItselfIsNotBelieved() {
    assertThat(upgrade(node, from("203.0.113.9"), "X-Forwarded-For: 198.51.100.1\r\n"))
        .startsWith(ACCEPTED);
    assertThat(upgrade(node, from("203.0.113.9"), "X-Forwarded-For: 198.51.100.2\r\n"))
        .startsWith(TOO_MANY);
  }

  @Test
  void whoSaysNothingOrNonsenseOrIsNotTrustedIsCut() {
    assertThat(upgrade(node, "")).isEmpty();
    assertThat(upgrade(node, "PROXY TCP4 nobody\r\n")).isEmpty();
    assertThat(upgrade(node("192.0.2.1"), from("203.0.113.7"))).isEmpty();
    assertThat(upgrade(node, from("203.0.113.10"))).startsWith(ACCEPTED);
    assertThat(node.output()).doesNotContain("Exception");
  }

  @Test
  void haproxySpeaksVersionTwoOfIt(@TempDir Path folder) {
    String words = "send-proxy-v2 check-send-proxy";
    List<Integer> ports = Collections.nCopies(3, node("127.0.0.1").port());
    try (Balancer haproxy = Balancer.haproxy(folder, ports, words).awaitUp();
        RawClient client = RawClient.ask(haproxy.port(), JSON)) {
      assertThat(client.answer()).startsWith(ACCEPTED);
    }
  }
}
