package chatbench.fault;

import java.util.List;

/** Those whom a fault may hit besides the nodes; they are numbered from 0. */
public interface Clients {
  void getStuck(List<Integer> some);

  void getUnstuck(List<Integer> some);

  void loseConnections(List<Integer> some);
}
