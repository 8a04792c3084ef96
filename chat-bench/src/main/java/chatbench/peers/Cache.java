package chatbench.peers;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What has been fetched or built for the peers, once for all runs of a user. */
public record Cache(Path folder) {
  private static final String PACKAGE = "package.json";

  /** As the XDG base directory specification has it. */
  public static Cache ofUser() {
    String home = System.getenv("XDG_CACHE_HOME");
    Path caches =
        home == null || home.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(home);
    return new Cache(caches.resolve("chat-bench").resolve("peers"));
  }

  /** Fetches the modules of {@code package.json} unless those of the same one are there. */
  void fetchModules() throws IOException {
    Path fetched = folder.resolve("fetched.json");
    String wanted = Resource.text(PACKAGE);
    if (Files.exists(fetched) && Files.readString(fetched).equals(wanted)) {
      return;
    }
    Resource.write(PACKAGE, folder);
    Program.run(folder, List.of(Program.named("npm"), "install", "--no-audit", "--no-fund"));
    Files.writeString(fetched, wanted);
  }

  /** The version that is there, or an empty text. */
  String module(String name) {
    try {
      String text = Files.readString(folder.resolve("node_modules").resolve(name).resolve(PACKAGE));
      return new JsonObject(text).getString("version", "");
    } catch (IOException e) {
      return "";
    }
  }
}
