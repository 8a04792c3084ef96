package chattest.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** What of the system the tests need: on Debian as root it is installed. */
public final class Packages {
  private static final Path IP = Path.of("/usr/sbin/ip");
  private static final Path APT = Path.of("/usr/bin/apt-get");

  /** The program, which {@code name} of Debian brings. */
  static Path need(String program, String name) {
    Path path = Path.of(program);
    install(Map.of(name, path));
    if (!Files.isExecutable(path)) {
      throw new IllegalStateException("No " + program + ": install " + name + " and run again.");
    }
    return path;
  }

  /** Networks of a test's own. Where they cannot be had, {@code test} says that it did not run. */
  public static void needNamespaces(String test) {
    install(Map.of("iproute2", IP));
    boolean canMakeThem = Files.isExecutable(IP) && isRoot();
    if (!canMakeThem) {
      System.err.println(test + " is not run: it needs Linux, root and iproute2");
    }
    Assumptions.assumeTrue(canMakeThem, test + " needs Linux, root and iproute2");
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Tries to install the packages whose file is not there. */
  static void install(Map<String, Path> packages) {
    if (missing(packages).isEmpty() || !Files.isExecutable(APT) || !isRoot()) {
      return;
    }
    Path lock = Path.of(System.getProperty("java.io.tmpdir"), "chat-test-packages.lock");
    try (FileChannel file =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // tests run in several processes
      List<String> missing = missing(packages);
      if (!missing.isEmpty()) {
        apt(List.of("update"));
        missing.forEach(name -> apt(List.of("install", "-y", "--no-install-recommends", name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> missing(Map<String, Path> packages) {
    return packages.entrySet().stream()
        .filter(each -> !Files.exists(each.getValue()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Whether it worked shows by what is there afterwards. */
  private static void apt(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(APT.toString(), "-q"));
    command.addAll(List.of("-o", "Acquire::http::Timeout=30", "-o", "DPkg::Lock::Timeout=60"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(Redirect.DISCARD);
    // A package must not start a service that takes port 80.
    builder.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "RUNLEVEL", "1"));
    try {
      Process process = builder.start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Packages() {}
}
