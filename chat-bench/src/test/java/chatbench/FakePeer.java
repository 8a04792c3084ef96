package chatbench;

import chatbench.fanout.Talk;
import chatbench.peers.ChatNode;
import chatbench.peers.Peer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The fake server in a process of its own, or one that ends as soon as it is started. */
public record FakePeer(String name, boolean ends, Optional<String> missing) implements Peer {

  public FakePeer(String name, boolean ends) {
    this(name, ends, Optional.empty());
  }

  /** In the process: the port, or nothing for one that ends. */
  public static void main(String[] args) {
    if (args.length == 0) {
      System.exit(3);
    }
    new FakeServer(Vertx.vertx(), FakeServer.Flaw.NONE, 0).start(Integer.parseInt(args[0]));
  }

  @Override
  public String version() {
    return "fake";
  }

  @Override
  public List<String> command(int port, Path folder) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    List<String> command =
        List.of(
            java, "-XX:TieredStopAtLevel=1", "-cp", classes, FakePeer.class.getName(), "" + port);
    return ends ? command.subList(0, command.size() - 1) : command;
  }

  @Override
  public Talk talk() {
    return new ChatNode(Path.of("unused"), List.of(), List.of()).talk();
  }
}
