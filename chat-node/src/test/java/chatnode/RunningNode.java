package chatnode;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A node alone in this process, for tests that are no part of it. */
public final class RunningNode implements AutoCloseable {
  private static final int SECONDS = 30;

  private final ChatNode node;

  public RunningNode(String... options) throws Exception {
    Stream<String> usual = Stream.of("--host=127.0.0.1", "--port=0", "--loops=1", "--standalone");
    node =
        await(
            ChatNode.start(
                NodeConfig.with(Stream.concat(usual, Stream.of(options)).toArray(String[]::new))));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  public int port() {
    return node.port();
  }

  @Override
  public void close() {
    node.hurry();
    node.stop()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
  }
}
