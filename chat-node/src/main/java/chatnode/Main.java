package chatnode;

import chatnode.options.Mistake;
import chatnode.store.StoreProblem;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/**
 * The command: exit status 2 for a mistake in the options, 1 when the node cannot start or does not
 * end in time, 0 after SIGTERM. With {@code export} or {@code import} as the first word nothing
 * runs but {@link Moving}.
 */
public final class Main {
  private final Console out;
  private final Console err;

  private Main(Console out, Console err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) throws Exception {
    new Main(new Console(System.out), new Console(System.err)).run(args);
  }

  private void run(String[] args) throws IOException, InterruptedException {
    // With one or two processors the common pool has no threads and Hazelcast starts one per
    // completed call.
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "4");
    // A turn of a room of ten thousand is as many submissions to io_uring, and as many answers: by
    // default more than its ring takes, which it would say in the log.
    System.setProperty("io.netty.iouring.ringSize", "1024");
    System.setProperty("io.netty.iouring.cqSize", "32768");
    System.setProperty("picocli.trace", "OFF"); // it would warn of an option given twice
    try (InputStream logging = Main.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(logging);
    }
    if (args.length > 0 && Moving.isMeant(args[0])) {
      move(args);
      return;
    }
    Optional<NodeConfig> config;
    try {
      config = NodeConfig.of(System.getenv(), args);
    } catch (Mistake mistake) {
      fail(2, mistake.getMessage());
      return;
    }
    if (config.isPresent()) {
      start(config.get());
    }
  }

  private void move(String... args) {
    try {
      new Moving(err).run(System.getenv(), args);
    } catch (Mistake mistake) {
      fail(2, mistake.getMessage());
    } catch (StoreProblem problem) {
      fail(1, WhyNot.sentence(problem));
    } catch (IOException failure) {
      fail(1, failure.getMessage());
    }
  }

  private void start(NodeConfig config) throws InterruptedException {
    try {
      Beforehand.look(config);
    } catch (Beforehand.Obstacle obstacle) {
      fail(1, obstacle.getMessage());
      return;
    }
    CountDownLatch started = new CountDownLatch(1);
    begin(config)
        .onSuccess(node -> started(config, node))
        .onFailure(failure -> fail(1, WhyNot.sentence(config, failure)))
        .onComplete(v -> started.countDown());
    started.await();
  }

  /** Some mistakes of the machine's are thrown before there is a future to fail. */
  private static Future<ChatNode> begin(NodeConfig config) {
    try {
      return ChatNode.start(config);
    } catch (RuntimeException failure) {
      return Future.failedFuture(failure);
    }
  }

  /** Ready is only said when it is true; until then, now and then, why not. */
  private void started(NodeConfig config, ChatNode node) {
    new Ending(config, node, out).takeSignals();
    if (node.adminPort() > 0) {
      out.say(
          "chat-node %s managed at http://%s:%d/admin/",
          node.name(), config.management().host(), node.adminPort());
    }
    awaitReady(config, node, "");
  }

  private void awaitReady(NodeConfig config, ChatNode node, String saidBefore) {
    node.awaitReady()
        .onSuccess(
            ready -> {
              if (ready) {
                ready(config, node);
                return;
              }
              String reasons = String.join("; ", node.health().reasons());
              if (!reasons.equals(saidBefore)) {
                err.say("chat-node %s is not ready: %s", node.name(), reasons);
              }
              awaitReady(config, node, reasons);
            });
  }

  private void ready(NodeConfig config, ChatNode node) {
    String host =
        config.entrance().host().equals("0.0.0.0") ? "localhost" : config.entrance().host();
    int members = node.members();
    out.say(
        "chat-node %s ready at %s://%s:%d - %s",
        node.name(),
        config.tls().certificate().isEmpty() ? "http" : "https",
        host,
        node.port(),
        config.membership().standalone()
            ? "standalone"
            : "cluster \""
                + config.membership().name()
                + "\", "
                + members
                + (members == 1 ? " node" : " nodes"));
  }

  private void fail(int status, String sentence) {
    err.say("chat-node: %s", sentence);
    Runtime.getRuntime().halt(status);
  }
}
