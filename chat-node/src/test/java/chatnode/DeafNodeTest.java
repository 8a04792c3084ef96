package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.multimap.MultiMap;
import io.vertx.core.Future;
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
  private final List<ChatNode> nodes = new ArrayList<>();

  private ChatNode start(String clusterName) throws Exception {
    NodeConfig config =
        NodeConfig.with(
            "--host=127.0.0.1",
            "--port=0",
            "--cluster-port=16731",
            "--heartbeat-timeout=2s",
            "--loops=1",
            "--admin-port=0",
            "--cluster-name=" + clusterName);
    ChatNode node = await(ChatNode.start(config));
    nodes.add(node);
    assertThat(await(node.awaitReady())).isTrue();
    return node;
  }

  @AfterEach
  void stop() throws Exception {
    await(Future.all(nodes.stream().map(ChatNode::stop).toList()));
  }

  @Test
  void aNodeWhoseRegistrationsOthersHaveDeletedRegistersAnewAndHearsAgain() throws Exception {
    String name = UUID.randomUUID().toString();
    ChatNode one = start(name);
    ChatNode two = start(name);
    List<String> addresses = List.of("chat.nodes", "chat.rooms", "chat.beat", "chat.presence");
    MultiMap<String, Object> subs = two.cluster().hazelcast().getMultiMap("__vertx.subs");
    addresses.forEach(subs::remove);
    until(() -> addresses.stream().allMatch(address -> subs.get(address).size() == 2));
    assertThat(one.cluster().healed()).isPositive();
    assertThat(two.cluster().healed()).isPositive();
    until(() -> one.health().isReady() && two.health().isReady());
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
