package chatbench.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a node is started; {@code joins} are the cluster ports of all nodes. */
public record Blueprint(
    Path jar,
    List<String> javaArgs,
    List<String> nodeArgs,
    String clusterName,
    List<Integer> clusterPorts,
    Path folder) {

  List<String> command(int port, int clusterPort) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaArgs);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of("--host", "127.0.0.1", "--port", "" + port));
    command.addAll(List.of("--cluster-name", clusterName, "--cluster-port", "" + clusterPort));
    command.addAll(List.of("--join", joins()));
    command.addAll(List.of("--admin-port", "0", "--rate", "0"));
    command.addAll(nodeArgs);
    return command;
  }

  private String joins() {
    return String.join(",", clusterPorts.stream().map(port -> "127.0.0.1:" + port).toList());
  }
}
