package chattest.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What src/test/resources/node/package.json pins, brought by npm: clients, and the Node they run
 * in, since the system's may be an older one. They lie above the scripts, where Node looks for what
 * a script imports, and stay until the pins change.
 */
final class NpmPackages {
  private static final Path OUTPUT =
      Path.of(System.getProperty("chat.output", "target")).toAbsolutePath();
  private static final Path MODULES = OUTPUT.resolve("node_modules");
  private static final Path LOG = OUTPUT.resolve("npm.log");
  private static final List<String> INSTALL =
      List.of(
          "install",
          "--no-package-lock",
          "--no-audit",
          "--no-fund",
          "--ignore-scripts",
          "--prefer-offline"); // what is pinned does not change
  private static final int END_MIN = 10;

  /** The program that runs scripts. */
  static Path node() {
    try (FileChannel file =
        FileChannel.open(
            OUTPUT.resolve("npm.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // tests run in several processes
      String pins = Files.readString(NodeJs.resource("package.json"));
      Path installed = MODULES.resolve("installed.json"); // the pins, written when all was there
      if (!Files.exists(installed) || !Files.readString(installed).equals(pins)) {
        remove(MODULES); // npm takes what it was interrupted at for whole
        Files.writeString(OUTPUT.resolve("package.json"), pins);
        install();
        Files.writeString(installed, pins);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return MODULES.resolve(".bin/node");
  }

  private static void install() throws IOException {
    List<String> command = Stream.concat(Stream.of(npm().toString()), INSTALL.stream()).toList();
    Process npm =
        new ProcessBuilder(command)
            .directory(OUTPUT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(LOG.toFile())
            .start();
    try {
      if (!npm.waitFor(END_MIN, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new IllegalStateException("npm install: " + Files.readString(LOG));
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      npm.destroyForcibly();
    }
  }

  private static Path npm() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, "npm"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> Packages.need("/usr/bin/npm", "npm"));
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private NpmPackages() {}
}
