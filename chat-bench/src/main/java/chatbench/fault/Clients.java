package chatbench.fault;

import java.util.List;

/** Those whom a fault may hit besides the nodes; they are numbered from 0. */
public interface Clients {
  void getStuck(List<Integer> some);

  void getUnstuck(List<Integer> some);

  void loseConnections(List<Integer> some);

  /** Half of all wait for their node, however long it is silent, and talk to it meanwhile. */
  void beLoyal();

  /** Whoever waited sees what its node has to say, and is as impatient as everyone again. */
  void beImpatient();
}
