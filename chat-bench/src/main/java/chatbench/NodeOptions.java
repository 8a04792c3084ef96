package chatbench;

import chatbench.ways.Transport;
import java.util.List;
import picocli.CommandLine.Option;

/** Which nodes are verified. */
final class NodeOptions {

  @Option(names = "--nodes", description = "Nodes to start.")
  int nodes = 3;

  @Option(
      names = "--url",
      split = ",",
      description = "Use these nodes instead of starting some; then no process is touched.")
  List<String> urls = List.of();

  @Option(
      names = "--ports",
      split = ",",
      description = "The started nodes' ports for clients; free ones if left out.")
  List<Integer> ports = List.of();

  @Option(
      names = "--via",
      description =
          "All clients connect to this address, a load balancer before the nodes, instead of to"
              + " the nodes.")
  String via;

  @Option(
      names = "--transport",
      description = "How all clients come: ws, sse, poll, stomp, sockjs or sockjs-xhr.")
  private String transport = "ws";

  Transport transport() {
    return Transport.named(transport);
  }
}
