package chatbench.fault;

import java.util.List;

/** A fault before it happens: the node (from 0, -1 for none) or the clients it will hit. */
public record PlannedFault(Fault fault, int node, List<Integer> clients) {

  public static final int NO_NODE = -1;

  /** Whether a client was told not to read; then it is not what the fault is measured by. */
  public boolean isStuck(int client) {
    return fault == Fault.STUCK && clients.contains(client);
  }

  public String target() {
    return node == NO_NODE ? clients.size() + " clients" : "node " + (node + 1);
  }
}
