package chatnode.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.Introduction;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a node does about it when the cluster has forgotten that it listens. */
class DeafNodeTest {
  private final List<Clustered> nodes = new ArrayList<>();

  private static final Company.Listener NOBODY =
      new Company.Listener() {
        @Override
        public void joined(String node, String address) {}

        @Override
        public void left(String node, String address) {}

        @Override
        public void merged() {}
      };

  private Clustered start(String clusterName) throws Exception {
    ClusterSettings settings =
        new ClusterSettings(
            clusterName,
            "127.0.0.1",
            16731,
            null,
            0,
            null,
            ClusterSettings.Discovery.STATIC,
            List.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60));
    Clustered node =
        await(
            Clustered.join(
                settings, new VertxOptions().setEventLoopPoolSize(1), Transport.NIO, config -> {}));
    nodes.add(node);
    await(node.meet(new Introduction(List::of, Buffer::buffer), NOBODY));
    await(node.vertx().eventBus().consumer("chat.rooms", message -> {}).completion());
    assertThat(await(node.awaitReady(30_000))).isTrue();
    return node;
  }

  @AfterEach
  void stop() throws Exception {
    for (Clustered node : nodes) {
      await(node.leave());
      await(node.vertx().close());
    }
  }

  @Test
  void aNodeWhoseRegistrationsOthersHaveDeletedRegistersAnewAndHearsAgain() throws Exception {
    String name = UUID.randomUUID().toString();
    Clustered one = start(name);
    Clustered two = start(name);
    List<String> addresses = List.of("chat.nodes", "chat.rooms");
    MultiMap<String, Object> subs = two.hazelcast().getMultiMap("__vertx.subs");
    addresses.forEach(subs::remove);
    until(() -> addresses.stream().allMatch(address -> subs.get(address).size() == 2));
    assertThat(one.healed()).isPositive();
    assertThat(two.healed()).isPositive();
    until(() -> one.reasons().isEmpty() && two.reasons().isEmpty());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
