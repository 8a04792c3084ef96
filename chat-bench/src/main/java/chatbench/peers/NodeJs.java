package chatbench.peers;

import chatbench.fanout.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A module from npm, in a few lines of JavaScript that lie beside it. */
record NodeJs(String name, String module, Talk talk, Cache cache) implements Peer {

  static Peer ws(Cache cache) {
    return new NodeJs("ws", "ws", Talk.plain("/"), cache);
  }

  /** Packets of Socket.IO in those of Engine.IO: 40 connects, 42 is an event. */
  static Peer socketIo(Cache cache) {
    Talk talk =
        new Talk(
            "/socket.io/?EIO=4&transport=websocket",
            "",
            false,
            socket -> List.of("40"),
            (socket, number, text) -> "42[\"message\",\"" + text + "\"]");
    return new NodeJs("socketio", "socket.io", talk, cache);
  }

  @Override
  public Optional<String> missing() {
    if (Program.find("node").isEmpty() || Program.find("npm").isEmpty()) {
      return Optional.of("needs Node and npm: apt-get install nodejs npm");
    }
    try {
      cache.fetchModules();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("npm fetches no " + module + ": " + e.getMessage());
    }
  }

  @Override
  public String version() {
    return module + " " + cache.module(module) + ", Node " + Program.version("node", "--version");
  }

  @Override
  public List<String> command(int port, Path folder) throws IOException {
    Path script = Resource.write(name + ".js", cache.folder());
    return List.of(Program.named("node"), script.toString(), Integer.toString(port));
  }
}
