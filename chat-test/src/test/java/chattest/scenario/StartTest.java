package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting and stopping as an operator sees it. */
class StartTest {
  /** As where the kernel, or who runs it, lets neither io_uring nor epoll. */
  private static final List<String> WITHOUT_NATIVES = List.of("-Dio.netty.transport.noNative=true");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=70000",
        "--port=abc",
        "--nonsense",
        "--drain=soon",
        "--config=missing.properties",
        "--standalone --min-nodes=2",
        "--discovery=dns",
        "--heartbeat-timeout=1s",
        "--history=1000",
        "--join=bar:baz:1",
        "--public-url=https://chat.example.com/chat"
      })
  void aBadOptionIsOneSentenceAndStatus2(String options) {
    try (NodeProcess node = NodeProcess.launch(List.of(options.split(" ")))) {
      assertThat(node.await()).isEqualTo(2);
      assertThat(node.output().lines()).hasSize(1);
      assertThat(node.output()).startsWith("chat-node: ").endsWith(".");
    }
  }

  @Test
  void anOccupiedPortIsOneSentenceAndStatus1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.launch("--host", "127.0.0.1", "--port", "" + taken.getLocalPort());
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output().lines()).hasSize(1);
      assertThat(node.output()).contains("--port").contains("" + taken.getLocalPort());
    }
  }

  @Test
  void aMissingWebrootIsOneSentenceAndStatus1() {
    try (NodeProcess node = NodeProcess.launch(List.of("--webroot", "no/such/folder"))) {
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output().lines()).hasSize(1);
      assertThat(node.output()).contains("--webroot");
    }
  }

  /** A twenty-first node on a machine: its own port is free, and no other would help. */
  @Test
  void clusterPortsThatAreAllTakenAreOneSentenceThatNamesThem() throws Exception {
    List<ServerSocket> taken = twentyInARow();
    int first = taken.get(0).getLocalPort();
    try (NodeProcess node =
        NodeProcess.launch(List.of("--host=127.0.0.1", "--port=0", "--cluster-port=" + first))) {
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output())
          .isEqualTo(
              "chat-node: --cluster-port: none of the 20 ports from "
                  + first
                  + " on is free on 127.0.0.1. Choose another --cluster-port.");
    } finally {
      for (ServerSocket each : taken) {
        each.close();
      }
    }
  }

  private static List<ServerSocket> twentyInARow() throws IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    for (int first = 21_000; ; first += 20) {
      List<ServerSocket> taken = new ArrayList<>();
      try {
        for (int port = first; port < first + 20; port++) {
          taken.add(new ServerSocket(port, 1, here));
        }
        return taken;
      } catch (BindException e) {
        for (ServerSocket each : taken) {
          each.close();
        }
      }
    }
  }

  @Test
  void aBusPortThatIsTakenIsNotBlamedOnAnother() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.launch("--bus-port", "" + taken.getLocalPort());
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output().lines()).hasSize(1);
      assertThat(node.output()).startsWith("chat-node: --bus-port: " + taken.getLocalPort());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.9", "0.0.0.0", "no.such.host.invalid"})
  void anAddressThatIsNotThisMachinesIsOneSentenceAndStatus1(String address) {
    try (NodeProcess node = NodeProcess.launch(List.of("--port=0", "--cluster-host=" + address))) {
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output().lines()).hasSize(1);
      assertThat(node.output()).startsWith("chat-node: --cluster-host: " + address).endsWith(".");
    }
  }

  @Test
  void aTransportThatCannotBeHadIsOneSentence() {
    try (NodeProcess node =
        NodeProcess.launch(WITHOUT_NATIVES, List.of("--port=0", "--transport=epoll"))) {
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output().lines()).hasSize(1);
      assertThat(node.output())
          .startsWith("chat-node: --transport: no epoll here (")
          .endsWith("). Choose another, or auto.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "nio"})
  void whereTheKernelForbidsAllElseTheJvmsOwnTransportServes(String transport) {
    talk(
        NodeProcess.launch(
            WITHOUT_NATIVES,
            List.of("--standalone", "--port=0", "--admin-port=-1", "--transport=" + transport)));
  }

  /** Where the kernel, or a container, does not let it, that is said. */
  @Test
  void ioUringServesToo() {
    NodeProcess node =
        NodeProcess.launch(
            List.of("--standalone", "--port=0", "--admin-port=-1", "--transport=io_uring"));
    try {
      talk(node);
    } catch (IllegalStateException refused) {
      assertThat(node.output()).startsWith("chat-node: --transport: no io_uring here (");
    }
  }

  private static void talk(NodeProcess started) {
    try (NodeProcess node = started.awaitReady()) {
      Client ann = Client.hello(node, "ann").join("room");
      Client.hello(node, "bob").join("room").say("room", "b1", "hello");
      assertThat(ann.messages(1)).containsExactly("hello");
    }
  }

  /** Whoever waits for the line, or opens what it says, reads the digits of URLs. */
  @Test
  void theLinesOfANodeAreTheSameWhateverLanguageTheMachineSpeaks() {
    try (NodeProcess node =
        NodeProcess.launch(
                List.of("-Duser.language=ar", "-Duser.country=EG"),
                List.of("--standalone", "--port=0", "--admin-port=-1", "--drain-delay=1s"))
            .awaitReady()) {
      node.terminate();
      assertThat(node.await()).isZero();
      assertThat(node.output()).matches("\\p{ASCII}+");
    }
  }

  @Test
  void helpAndVersionAreNotMistakes() {
    try (NodeProcess help = NodeProcess.launch(List.of("--help"));
        NodeProcess version = NodeProcess.launch(List.of("--version"))) {
      assertThat(help.await()).isZero();
      assertThat(help.output()).contains("--cluster-name").contains("--min-nodes");
      assertThat(version.await()).isZero();
      assertThat(version.output()).matches("chat-node \\d+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void sigtermEndsANodeWithStatus0AndTheJvmWarnsOfNothing() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node();
      node.terminate();
      assertThat(node.await()).isZero();
      assertThat(node.output().toLowerCase()).doesNotContain("warn").doesNotContain("exception");
    }
  }

  @Test
  void aJvmThatLeavesSignalsToTheSystemStartsANodeAllTheSame() {
    try (NodeProcess node =
        NodeProcess.launch(List.of("-Xrs"), List.of("--standalone", "--port=0", "--admin-port=0"))
            .awaitReady()) {
      node.terminate();
      assertThat(node.await()).isEqualTo(143);
      assertThat(node.output().lines()).hasSize(1); // that it is ready
    }
  }

  @Test
  void aStandaloneNodeStartsNoCluster() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      assertThat(node.readyLine()).endsWith("- standalone");
    }
  }

  @Test
  void nodesOfAnotherNameNeverJoin() {
    try (TestCluster cluster = new TestCluster()) {
      cluster.node();
      NodeProcess stranger = cluster.node("--cluster-name", "strangers");
      assertThat(stranger.readyLine()).endsWith("cluster \"strangers\", 1 node");
    }
  }
}
