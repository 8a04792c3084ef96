package chattest.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Nodes that find one another and nobody else. Ends all it started. */
public final class TestCluster implements AutoCloseable {
  private final String name = "test-" + UUID.randomUUID();
  private final int clusterPort = freePort();
  private final Path folder = Folders.fresh("cluster");
  private final List<NodeProcess> nodes = new ArrayList<>();

  /** Starts one more node with these options and waits until it is ready. */
  public NodeProcess node(String... options) {
    NodeProcess node = launch(options);
    return node.awaitReady();
  }

  /** Starts one more node without waiting. */
  public NodeProcess launch(String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--host", "127.0.0.1",
                "--port", "0",
                "--admin-port", "0",
                "--cluster-name", name,
                "--cluster-port", "" + clusterPort));
    args.addAll(List.of(options));
    if (!args.contains("--store")) {
      args.addAll(List.of("--store", store()));
    }
    NodeProcess node = NodeProcess.launch(args);
    nodes.add(node);
    return node;
  }

  /** Where its nodes keep messages, as an option has it. */
  public String store() {
    return "sqlite:" + folder;
  }

  /** Of the first node, for those that are told whom to join. */
  public String address() {
    return "127.0.0.1:" + clusterPort;
  }

  /** Below the ports of outgoing connections, of which some tests have thousands. */
  public static int freePort() {
    for (int i = 0; i < 100; i++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_768);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // somebody listens there
      }
    }
    throw new IllegalStateException("no free port");
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}
