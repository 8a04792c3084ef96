package chatbench.fault;

import java.util.List;

/** Where a node runs: how clients and how other nodes reach it, and what starts it there. */
record Host(String address, String clusterAddress, List<String> prefix) {
  static final Host LOOPBACK = new Host("127.0.0.1", "127.0.0.1", List.of());
}
