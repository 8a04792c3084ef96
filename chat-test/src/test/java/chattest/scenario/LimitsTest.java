package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chattest.support.Client;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import chattest.support.Until;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What no single client can use up: sockets, connections, memory. */
class LimitsTest {
  private static final String JSON = "chat.v1.json";
  private static final TestCluster CLUSTER = new TestCluster();

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void anAddressHasSoManySocketsAndAProxyOnlySpeaksForOthersWhenItIsTrusted() {
    NodeProcess node =
        CLUSTER.node(
            "--standalone", "--sockets-per-address", "2", "--trusted-proxies", "127.0.0.0/8,::1");
    String kim =
        "X-Forwarded-For: 6.6.6.6, 203.0.113.7\r\n"; // the first is what the client made up
    RawClient first = RawClient.ask(node.port(), JSON, kim);
    RawClient second = RawClient.ask(node.port(), JSON, kim);
    assertThat(first.answer()).startsWith("HTTP/1.1 101");
    assertThat(second.answer()).startsWith("HTTP/1.1 101");
    RawClient third = RawClient.ask(node.port(), JSON, kim);
    assertThat(third.answer()).startsWith("HTTP/1.1 429").contains("Retry-After: 10");
    RawClient lee = RawClient.ask(node.port(), JSON, "X-Forwarded-For: 203.0.113.8\r\n");
    assertThat(lee.answer()).startsWith("HTTP/1.1 101");
    first.close();
    Until.holds(() -> accepts(node, kim));

    NodeProcess open = CLUSTER.node("--standalone", "--sockets-per-address", "1");
    RawClient one = RawClient.ask(open.port(), JSON, "X-Forwarded-For: 203.0.113.1\r\n");
    RawClient two = RawClient.ask(open.port(), JSON, "X-Forwarded-For: 203.0.113.2\r\n");
    assertThat(one.answer()).startsWith("HTTP/1.1 101");
    assertThat(two.answer()).startsWith("HTTP/1.1 429");
    List.of(second, third, lee, one, two).forEach(RawClient::close);
  }

  private static boolean accepts(NodeProcess node, String header) {
    RawClient client = RawClient.ask(node.port(), JSON, header);
    boolean accepted = client.answer().startsWith("HTTP/1.1 101");
    client.close();
    return accepted;
  }

  @Test
  void aNodeHasSoManySocketsAndTakesSoManyASecond() {
    NodeProcess full = CLUSTER.node("--standalone", "--sockets", "1");
    try (RawClient one = RawClient.upgrade(full.port(), JSON);
        RawClient two = RawClient.ask(full.port(), JSON)) {
      assertThat(one.answer()).startsWith("HTTP/1.1 101");
      assertThat(two.answer()).startsWith("HTTP/1.1 503").contains("Retry-After: 10");
    }
    NodeProcess slow = CLUSTER.node("--standalone", "--connection-rate", "2");
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      try (RawClient client = RawClient.ask(slow.port(), JSON)) {
        answers.add(client.answer());
      }
    }
    assertThat(answers.subList(0, 4)).allSatisfy(a -> assertThat(a).startsWith("HTTP/1.1 101"));
    assertThat(answers.subList(4, 12))
        .anySatisfy(a -> assertThat(a).startsWith("HTTP/1.1 503").contains("Retry-After: 1"));
    Until.holds(() -> accepts(slow, ""));
  }

  @Test
  void aRequestThatComesByteByByteIsCutButASocketStays() throws Exception {
    NodeProcess node = CLUSTER.node("--standalone", "--request-timeout", "1s");
    try (Client patient = Client.hello(node, "patient").join("room");
        RawClient slow = RawClient.silent(node.port())) {
      long started = System.nanoTime();
      slow.socket().setSoTimeout(100);
      assertThat(isCut(slow)).isTrue();
      assertThat((System.nanoTime() - started) / 1e9).isBetween(0.9, 8.0);
      patient.say("room", "1", "still here").await("ack");
    }
  }

  /** A byte every 100 ms until the other side has had enough. */
  private static boolean isCut(RawClient client) throws IOException {
    for (int i = 0; i < 200; i++) {
      try {
        client.socket().getOutputStream().write(i == 0 ? 'G' : 'x');
        if (client.socket().getInputStream().read() < 0) {
          return true;
        }
      } catch (SocketTimeoutException e) {
        // still open
      } catch (IOException e) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aFloodOfPingsClosesWith1008() {
    NodeProcess node = CLUSTER.node("--standalone");
    try (RawClient client = RawClient.upgrade(node.port(), JSON)) {
      client.send(0x81, "{\"type\":\"hello\",\"nick\":\"pinger\"}".getBytes());
      for (int i = 0; i < 1000; i++) {
        client.send(0x89, new byte[] {1});
      }
      assertThat(client.awaitClose()).isEqualTo(1008);
    }
  }

  /** Without a rate limit too: each flood alone is several times what the node has. */
  @Test
  void whoFloodsAndNeverReadsFillsNoMemory() {
    try (NodeProcess node =
        NodeProcess.launch(
                List.of("-Xmx128m", "-XX:MaxDirectMemorySize=64m"),
                List.of(
                    "--standalone", "--port=0", "--admin-port=0", "--rate=0", "--host=127.0.0.1"))
            .awaitReady()) {
      try (Client bystander = Client.hello(node, "bystander").join("room")) {
        flood(node, 0x89, new byte[125]);
        flood(node, 0x81, "{\"type\":\"ping\"}\n".repeat(4000).getBytes());
        flood(node, 0x81, "{\"type\":\"rooms\"}\n".repeat(4000).getBytes());
        bystander.say("room", "1", "still here").await("ack");
      }
      assertThat(node.output()).doesNotContain("OutOfMemory").doesNotContain("LEAK");
    }
  }

  /** Writes until the node ends the connection, has not listened for a while, or has taken all. */
  private static void flood(NodeProcess node, int first, byte[] payload) {
    byte[] frames = RawClient.frames(first, payload, Math.max(1, 65_536 / payload.length));
    AtomicLong written = new AtomicLong();
    try (RawClient client = RawClient.upgrade(node.port(), JSON)) {
      client.send(0x81, "{\"type\":\"hello\",\"nick\":\"flood\"}".getBytes());
      Thread writer = new Thread(() -> write(client, frames, written));
      writer.setDaemon(true);
      writer.start();
      long seen = -1;
      while (writer.isAlive() && written.get() > seen) {
        seen = written.get();
        writer.join(2000);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(written.get()).as("a flood, not a trickle").isGreaterThan(200_000);
  }

  private static void write(RawClient client, byte[] frames, AtomicLong written) {
    try {
      OutputStream out = client.socket().getOutputStream();
      while (written.get() < 300_000_000) {
        out.write(frames);
        written.addAndGet(frames.length);
      }
    } catch (IOException e) {
      // the node has had enough
    }
  }

  @Test
  void oneAddressThatConnectsWithoutEndDoesNotKeepTheOthersOut() {
    NodeProcess node =
        CLUSTER.node("--standalone", "--connection-rate=20", "--trusted-proxies=127.0.0.0/8,::1");
    int refused = 0;
    for (int i = 0; i < 200 && refused < 20; i++) {
      refused += accepts(node, "X-Forwarded-For: 203.0.113.1\r\n") ? 0 : 1;
    }
    assertThat(refused).isPositive();
    assertThat(accepts(node, "X-Forwarded-For: 203.0.113.2\r\n")).isTrue();
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneClientAndPortsOfAGatewayNone() {
    NodeProcess node =
        CLUSTER.node(
            "--standalone", "--sockets-per-address=1", "--trusted-proxies=127.0.0.0/8,::1");
    List<String> headers = List.of("[2001:db8::1]:443", "2001:db8::2", "2001:db8:0:1::2");
    List<RawClient> clients =
        headers.stream()
            .map(each -> RawClient.ask(node.port(), JSON, "X-Forwarded-For: " + each + "\r\n"))
            .toList();
    assertThat(clients.get(0).answer()).startsWith("HTTP/1.1 101");
    assertThat(clients.get(1).answer()).startsWith("HTTP/1.1 429");
    assertThat(clients.get(2).answer()).startsWith("HTTP/1.1 101");
    clients.forEach(RawClient::close);
  }

  @Test
  void whenFilesAreFewHealthStillAnswersAndTheLogHasNoStackTraces() {
    try (NodeProcess node =
        NodeProcess.launchWithFiles(
                200, List.of("--standalone", "--host=127.0.0.1", "--port=0", "--admin-port=-1"))
            .awaitReady()) {
      assertThat(node.output()).contains("ulimit -n");
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        clients.add(RawClient.ask(node.port(), JSON));
      }
      assertThat(clients.get(0).answer()).startsWith("HTTP/1.1 101");
      assertThat(clients.get(299).answer()).startsWith("HTTP/1.1 503");
      assertThat(Http.status(node.http("/health/ready"))).isEqualTo(200);
      for (int i = 0; i < 300; i++) {
        clients.add(RawClient.silent(node.port()));
      }
      assertThat(Http.status(node.admin("/health/live"))).isEqualTo(200);
      assertThat(Http.status(node.admin("/health/ready"))).isEqualTo(200);
      clients.forEach(RawClient::close);
      Until.holds(() -> accepts(node, ""));
      assertThat(node.output()).doesNotContain("Exception").doesNotContain("\tat ");
    }
  }

  @Test
  void aClusterPortThatOthersCanReachIsWarnedOf() throws Exception {
    String address =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
            .map(each -> each.getHostAddress())
            .findFirst()
            .orElse(null);
    assumeTrue(address != null, "this machine has nothing but loopback");
    NodeProcess node = CLUSTER.node("--cluster-host", address);
    assertThat(node.output())
        .contains("the cluster's ports on " + address + " ask for no password");
    assertThat(CLUSTER.node().output()).doesNotContain("ask for no password");
  }
}
