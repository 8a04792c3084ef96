package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.cluster.Clustered;
import chatnode.health.Health;
import chatnode.store.NoStore;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Hazelcast has stopped under a node that runs on, as it does when memory has run out. */
class StoppedClusterTest {

  @Test
  void aNodeThatHasLostItsClusterIsNotAliveAndCanStillSaySo() throws Exception {
    NodeConfig config =
        NodeConfig.with("--cluster-port=16761", "--cluster-name=" + UUID.randomUUID());
    Clustered company =
        await(
            Clustered.join(
                new Wiring(config).cluster(), new VertxOptions(), Transport.NIO, member -> {}));
    NodeStatus status = new NodeStatus(company, List.of(), new NoStore(), 1);
    assertThat(status.health().isAlive()).isTrue();
    company.hazelcast().getLifecycleService().terminate();
    Health health = status.health();
    assertThat(health.isAlive()).isFalse();
    assertThat(health.isReady()).isFalse();
    assertThat(health.publicReasons()).containsExactly("the node has lost its cluster");
    assertThat(company.members()).isEmpty();
    company.vertx().close();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
