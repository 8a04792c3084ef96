package chatbench.peers;

import chatbench.fanout.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The least a relay can do, in C: what a server takes more than this is what it does for it. */
record Limit(Cache cache) implements Peer {
  private static final String SOURCE = "limit.c";

  @Override
  public String name() {
    return "limit";
  }

  @Override
  public Optional<String> missing() {
    if (Program.find("gcc").isEmpty()) {
      return Optional.of("needs gcc: apt-get install gcc libc6-dev");
    }
    try {
      Path source = Resource.write(SOURCE, cache.folder());
      List<String> compile = List.of("gcc", "-O2", "-o", program().toString(), source.toString());
      Program.run(cache.folder(), compile);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("gcc makes no program: " + e.getMessage());
    }
  }

  private Path program() {
    return cache.folder().resolve("limit");
  }

  @Override
  public String version() {
    return "a loop in C, " + Program.version("gcc", "--version");
  }

  @Override
  public List<String> command(int port, Path folder) {
    return List.of(program().toString(), Integer.toString(port));
  }

  @Override
  public Talk talk() {
    return Talk.plain("/");
  }
}
