package chattest.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Programs of the system that a test needs: on Debian as root they are installed. */
public final class Packages {

  /** The program, which {@code name} of Debian brings. */
  public static Path need(String program, String name) {
    Path path = Path.of(program);
    if (!Files.isExecutable(path)
        && Files.isExecutable(Path.of("/usr/bin/apt-get"))
        && "root".equals(System.getProperty("user.name"))) {
      run("apt-get", "update");
      run("apt-get", "install", "-y", "--no-install-recommends", name);
    }
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException("No " + program + ": install " + name + " and run again.");
    }
    return path;
  }

  private static void run(String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      // A package must not start a service that takes port 80.
      builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
      builder.environment().put("RUNLEVEL", "1");
      Process process = builder.start();
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
      process.waitFor(10, TimeUnit.MINUTES);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Packages() {}
}
