package chatbench.peers;

import chatbench.fanout.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** nchan, a module of nginx. */
record Nchan() implements Peer {
  private static final String FILE = "ngx_nchan_module.so";

  @Override
  public String name() {
    return "nchan";
  }

  private static Optional<Path> module() {
    return Stream.of("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/etc/nginx/modules")
        .map(folder -> Path.of(folder, FILE))
        .filter(Files::exists)
        .findFirst();
  }

  @Override
  public Optional<String> missing() {
    return Program.find("nginx").isPresent() && module().isPresent()
        ? Optional.empty()
        : Optional.of("needs nginx and its module: apt-get install nginx libnginx-mod-nchan");
  }

  @Override
  public String version() {
    return Program.version("nginx", "-v").replaceFirst("^nginx version: ", "nchan in ");
  }

  @Override
  public List<String> command(int port, Path folder) throws IOException {
    String text =
        Resource.text("nchan.conf")
            .replace("{{port}}", Integer.toString(port))
            .replace("{{module}}", module().orElseThrow().toString());
    Path file = Files.writeString(folder.resolve("nchan.conf"), text);
    return List.of(
        Program.named("nginx"), "-e", "stderr", "-p", folder.toString(), "-c", file.toString());
  }

  @Override
  public Talk talk() {
    return Talk.plain("/room");
  }
}
