package chatbench.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a node is started; {@code joins} are the cluster addresses of all nodes, {@code environment}
 * is set on top of ours.
 */
public record Blueprint(
    Path jar,
    List<String> javaArgs,
    List<String> nodeArgs,
    String clusterName,
    List<String> joins,
    Map<String, String> environment,
    Path folder) {

  /** The only node on loopback. */
  public List<String> command(int port, int clusterPort) {
    return command(Host.LOOPBACK, port, clusterPort);
  }

  List<String> command(Host host, int port, int clusterPort) {
    List<String> command = new ArrayList<>(host.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaArgs);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of("--host", host.address(), "--port", "" + port));
    command.addAll(List.of("--cluster-name", clusterName, "--cluster-port", "" + clusterPort));
    command.addAll(List.of("--cluster-host", host.clusterAddress()));
    command.addAll(List.of("--join", String.join(",", joins)));
    command.addAll(List.of("--admin-port", "0", "--rate", "0"));
    command.addAll(nodeArgs);
    return command;
  }
}
