package chatbench.fault;

import java.util.List;
import java.util.stream.Collectors;

/** A fault before it happens: the nodes (from 0) or the clients it will hit. */
public record PlannedFault(Fault fault, List<Integer> nodes, List<Integer> clients) {

  public PlannedFault {
    nodes = List.copyOf(nodes);
    clients = List.copyOf(clients);
  }

  /** Of what hits one. */
  int node() {
    return nodes.get(0);
  }

  /** Whether a client was told not to read; then it is not what the fault is measured by. */
  public boolean isStuck(int client) {
    return fault == Fault.STUCK && clients.contains(client);
  }

  public String target() {
    if (fault == Fault.STORE) {
      return "PostgreSQL";
    }
    return switch (nodes.size()) {
      case 0 -> clients.size() + " clients";
      case 1 -> "node " + (node() + 1);
      default ->
          nodes.stream()
              .map(node -> "" + (node + 1))
              .collect(Collectors.joining(", ", "nodes ", ""));
    };
  }
}
