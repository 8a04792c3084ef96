package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Balancer;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.Resumer;
import chattest.support.TestCluster;
import chattest.support.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped configurations of HAProxy and nginx, before three nodes of which two go. */
class BalancerTest {
  private static final int CLIENTS = 4;
  @TempDir Path folder;

  @Test
  void clientsBehindHaproxyAndNginxGoOnWithNothingMissingWhenOneNodeIsKilledAndOneDrained()
      throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      List<NodeProcess> nodes =
          Stream.generate(
                  () ->
                      cluster.launch(
                          "--rate=0",
                          "--drain=1s",
                          "--trusted-proxies=127.0.0.1",
                          "--loops=1",
                          "--sockets-per-address=20"))
              .limit(3)
              .toList();
      nodes.forEach(NodeProcess::awaitReady);
      List<Integer> ports = nodes.stream().map(NodeProcess::port).toList();
      try (Balancer haproxy = Balancer.haproxy(subfolder("haproxy"), ports);
          Balancer nginx = Balancer.nginx(subfolder("nginx"), ports)) {
        goOn(nodes, List.of(haproxy.awaitUp(), nginx.awaitUp()));
      }
    }
  }

  /**
   * Before any check has noticed. A browser's EventSource that is answered 503 has ended for good.
   */
  @Test
  void whoComesAsTwoOfThreeNodesAreKilledIsSentToTheThird() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      List<NodeProcess> nodes =
          Stream.generate(() -> cluster.launch("--trusted-proxies=127.0.0.1")).limit(3).toList();
      nodes.forEach(NodeProcess::awaitReady);
      List<Integer> ports = nodes.stream().map(NodeProcess::port).toList();
      try (Balancer haproxy = Balancer.haproxy(subfolder("haproxy"), ports).awaitUp();
          Balancer nginx = Balancer.nginx(subfolder("nginx"), ports).awaitUp()) {
        List<RawClient> some = new ArrayList<>(); // so that the third is not the one with fewest
        for (Balancer balancer : List.of(haproxy, nginx)) {
          for (int i = 0; i < 2 * nodes.size(); i++) {
            some.add(RawClient.upgrade(balancer.port(), "chat.v1.json"));
          }
        }
        nodes.get(0).kill();
        nodes.get(1).kill();
        for (int i = 0; i < 30; i++) {
          assertThat(Http.status(haproxy.http("/api/rooms"))).as("haproxy, " + i).isEqualTo(200);
          assertThat(Http.status(nginx.http("/api/rooms"))).as("nginx, " + i).isEqualTo(200);
        }
        some.forEach(RawClient::close);
      }
    }
  }

  private Path subfolder(String name) throws Exception {
    return Files.createDirectory(folder.resolve(name));
  }

  private static void goOn(List<NodeProcess> nodes, List<Balancer> balancers) {
    List<Resumer> clients = new ArrayList<>();
    for (Balancer balancer : balancers) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new Resumer(balancer.ws("/chat"), "c" + clients.size(), "room"));
      }
      assertThat(upgradeWithAMadeUpAddress(balancer)).startsWith("HTTP/1.1 101");
    }
    Until.holds(() -> clients.stream().allMatch(Resumer::hasJoined));
    assertThat(clients.stream().map(Resumer::node).collect(Collectors.toSet())).hasSize(3);

    List<String> said = new ArrayList<>();
    talk(clients, said, "before");
    nodes.get(0).kill();
    talk(clients, said, "killed");
    nodes.get(1).terminate();
    talk(clients, said, "draining");
    assertThat(nodes.get(1).await()).as(() -> outputs(nodes)).isZero();
    talk(clients, said, "after");

    for (Resumer client : clients) {
      Until.holds(
          () -> client.heard().size() >= said.size(),
          () -> client + " of " + clients + ", " + said.size() + " were said");
      assertThat(client.heard()).containsExactlyInAnyOrderElementsOf(said);
      assertThat(client.heard()).isEqualTo(clients.get(0).heard());
      assertThat(client.complaints()).as(() -> outputs(nodes)).isEmpty();
      assertThat(client.node()).isEqualTo(nodes.get(2).name());
    }
    assertThat(clients.stream().mapToInt(Resumer::connects).sum()).isGreaterThan(clients.size());
    clients.forEach(Resumer::close);
  }

  private static String outputs(List<NodeProcess> nodes) {
    return nodes.stream().map(NodeProcess::output).collect(Collectors.joining("\n\n"));
  }

  /** Everyone says something and waits until it is kept. */
  private static void talk(List<Resumer> clients, List<String> said, String when) {
    for (int i = 0; i < 10; i++) {
      for (int c = 0; c < clients.size(); c++) {
        String id = when + i + "-" + c;
        said.add(id);
        clients.get(c).say(id, "text " + id);
      }
    }
    Until.holds(() -> clients.stream().allMatch(Resumer::isAcknowledged));
  }

  /** Twenty sockets of one made-up address would be the limit of the nodes if they believed it. */
  private static String upgradeWithAMadeUpAddress(Balancer balancer) {
    try (RawClient client =
        RawClient.ask(balancer.port(), "chat.v1.json", "X-Forwarded-For: 6.6.6.6\r\n")) {
      return client.answer();
    }
  }
}
