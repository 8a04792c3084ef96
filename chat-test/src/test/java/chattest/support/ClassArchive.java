package chattest.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The classes of a node as the JVM maps them (class data sharing): a third less work per start, and
 * the tests start some 150 nodes. The first of them is started here, in the background; who starts
 * before it has ended does without.
 */
final class ClassArchive {
  private static final int END_S = 60;
  private static List<String> options;

  /** Of the JVM that runs {@code jar}. {@code jvm} must be the same for all. */
  static synchronized List<String> options(Path java, List<String> jvm, Path jar) {
    if (options == null) {
      try {
        Path archive =
            Path.of(System.getProperty("chat.output", "target"))
                .resolve("node-" + Files.getLastModifiedTime(jar).toMillis() + ".jsa");
        if (Files.exists(archive)) {
          options = List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
        } else if (Files.notExists(marker(archive))) {
          Files.createFile(marker(archive));
          make(archive, java, jvm, jar);
        }
      } catch (IOException e) {
        // the other process of the tests was faster
      }
    }
    return options == null ? List.of() : options;
  }

  private static Path marker(Path archive) {
    return Path.of(archive + ".begun");
  }

  private static void make(Path archive, Path java, List<String> jvm, Path jar) throws IOException {
    Path unfinished = Path.of(archive + ".unfinished");
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(jvm);
    command.addAll(List.of("-XX:ArchiveClassesAtExit=" + unfinished, "-Xlog:disable"));
    command.addAll(List.of("-jar", jar.toString(), "--host=127.0.0.1", "--port=0"));
    command.addAll(List.of("--admin-port=0", "--cluster-port=" + TestCluster.freePort()));
    command.add("--cluster-name=" + UUID.randomUUID());
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(node::destroyForcibly));
    Thread thread = new Thread(() -> finish(node, unfinished, archive), "class archive");
    thread.setDaemon(true);
    thread.start();
  }

  private static void finish(Process node, Path unfinished, Path archive) {
    try (BufferedReader lines = node.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(" ready at ")) {
          node.toHandle().destroy();
        }
      }
      if (node.waitFor(END_S, TimeUnit.SECONDS) && node.exitValue() == 0) {
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      // then the nodes start without
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ClassArchive() {}
}
