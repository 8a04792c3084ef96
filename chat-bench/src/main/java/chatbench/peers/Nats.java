package chatbench.peers;

import chatbench.fanout.Talk;
import chatbench.fault.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** NATS, to which browsers come by WebSocket. */
record Nats() implements Peer {

  @Override
  public String name() {
    return "nats";
  }

  @Override
  public Optional<String> missing() {
    return Program.find("nats-server").isPresent()
        ? Optional.empty()
        : Optional.of("needs nats-server: apt-get install nats-server");
  }

  @Override
  public String version() {
    return Program.version("nats-server", "--version");
  }

  @Override
  public List<String> command(int port, Path folder) throws IOException {
    String text =
        Resource.text("nats.conf")
            .replace("{{port}}", Integer.toString(port))
            .replace("{{core}}", Integer.toString(FreePorts.find(1).get(0)));
    Path file = Files.writeString(folder.resolve("nats.conf"), text);
    return List.of(Program.named("nats-server"), "--config", file.toString());
  }

  /** Texts are of one byte a letter. */
  @Override
  public Talk talk() {
    return new Talk(
        "/",
        "",
        true,
        socket -> List.of("CONNECT {\"verbose\":false}\r\nSUB room 1\r\n"),
        (socket, number, text) -> "PUB room " + text.length() + "\r\n" + text + "\r\n");
  }
}
