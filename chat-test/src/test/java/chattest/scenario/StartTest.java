package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting and stopping as an operator sees it. */
class StartTest {

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
        "--heartbeat-timeout=1s"
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
