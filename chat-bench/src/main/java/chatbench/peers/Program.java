package chatbench.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of this machine, found as a shell finds them, and where Debian hides some from users.
 */
final class Program {
  private static final long WITHIN_MINUTES = 3;

  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** As a command begins with it; one that is not there fails when it is run. */
  static String named(String name) {
    return find(name).map(Path::toString).orElse(name);
  }

  /**
   * What it prints on both of its outputs. Throws IOException with a line of that when it fails.
   */
  static String run(Path folder, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    CompletableFuture.delayedExecutor(WITHIN_MINUTES, TimeUnit.MINUTES)
        .execute(process::destroyForcibly);
    String output = new String(process.getInputStream().readAllBytes()).strip();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(output.lines().findFirst().orElse("it says nothing"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return output;
  }

  /** The first line, or a sentence where it does not say it. */
  static String version(String name, String... options) {
    List<String> command = new ArrayList<>(List.of(named(name)));
    command.addAll(List.of(options));
    try {
      return run(Path.of("."), command).lines().findFirst().orElse("of an unknown version");
    } catch (IOException e) {
      return "of an unknown version";
    }
  }

  private Program() {}
}
