package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Balancer;
import chattest.support.Bench;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P7 as an operator meets it: the nodes behind a balancer get a new version, one by one. */
class RollingRestartTest {
  private static final int NODES = 3;
  @TempDir Path folder;

  @Test
  void whenThreeNodesBehindHaproxyAreRestartedInTurnNothingIsLostAndNobodyWaitsForLong() {
    List<Integer> ports = Stream.generate(TestCluster::freePort).distinct().limit(NODES).toList();
    try (Balancer haproxy = Balancer.haproxy(folder, ports)) {
      JsonObject report =
          Bench.verify(
              "rolling-restart",
              "--nodes=" + NODES,
              "--ports=" + ports.stream().map(String::valueOf).collect(Collectors.joining(",")),
              "--via=" + haproxy.ws("/chat"),
              "--clients=60",
              "--rooms=6",
              "--rate=120",
              "--faults=term",
              "--rounds=" + NODES, // each in its turn, however long it takes
              "--fault-every=4s",
              "--settle=0s",
              "--max-pause=3s",
              "--seed=7",
              "--node-args=--drain 1s --trusted-proxies 127.0.0.1");
      assertThat(
              report.getJsonArray("faults").stream()
                  .map(fault -> ((JsonObject) fault).getString("target")))
          .contains("node 1", "node 2", "node 3");
      assertThat(report.getJsonObject("counts").getJsonObject("closes").getInteger("1012"))
          .isPositive();
    }
  }
}
