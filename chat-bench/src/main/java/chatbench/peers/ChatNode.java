package chatbench.peers;

import chatbench.fanout.Talk;
import chatbench.fault.Blueprint;
import chatbench.fault.FreePorts;
import chatbench.wire.Dialer;
import chatbench.wire.Outgoing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our own server, clustered though alone, with its limits of speed off as for every load. */
public record ChatNode(Path jar, List<String> javaArgs, List<String> nodeArgs) implements Peer {
  private static final String ROOM = "compared";

  /** The load answers no pings. */
  private static final List<String> BEFORE = List.of("--store", "memory", "--heartbeat", "1h");

  @Override
  public String name() {
    return "chat-node";
  }

  @Override
  public Optional<String> missing() {
    return Files.isRegularFile(jar)
        ? Optional.empty()
        : Optional.of("there is no server at " + jar + ": build it or say --jar");
  }

  @Override
  public String version() {
    return Program.version(java(), "-jar", jar.toString(), "--version");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  @Override
  public List<String> command(int port, Path folder) {
    List<String> args = new ArrayList<>(BEFORE);
    args.addAll(nodeArgs);
    int clusterPort = FreePorts.find(1).get(0);
    String cluster = "compare-" + ProcessHandle.current().pid() + "-" + clusterPort;
    List<String> join = List.of("127.0.0.1:" + clusterPort);
    return new Blueprint(jar.toAbsolutePath(), javaArgs, args, cluster, join, Map.of(), folder)
        .command(port, clusterPort);
  }

  @Override
  public Talk talk() {
    return new Talk(
        "/chat",
        Dialer.PROTOCOL,
        false,
        socket ->
            List.of(
                Outgoing.lines(
                    List.of(
                        new Outgoing.Hello("n" + socket, "a secret of socket " + socket),
                        new Outgoing.Join(ROOM, 0)))),
        (socket, number, text) ->
            new Outgoing.Say(ROOM, socket + "-" + number, text, false).json());
  }
}
