package chattest.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jar that loads, kills and verifies, as people run it. */
public final class Bench {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final List<String> NOTHING =
      List.of("lost", "repeated", "out of order", "holes not declared", "divergence");

  /**
   * Starts nodes and verifies them; the report and the nodes' output are kept in {@code
   * target/name}. Fails when a promise was broken.
   */
  public static JsonObject verify(String name, String... options) {
    return verify(SOON, name, options);
  }

  public static JsonObject verify(Duration within, String name, String... options) {
    Path report = output(name);
    Path jar = Path.of(System.getProperty("chat.node.jar"));
    List<String> args = new ArrayList<>(List.of("verify", "--jar", jar.toString()));
    args.addAll(
        List.of(
            "--report", report.toString(), "--java-args", String.join(" ", NodeProcess.quick())));
    args.addAll(List.of(options));
    run(within, name, args);
    JsonObject json = new JsonObject(read(report.resolve("report.json")));
    assertThat(json.getBoolean("passed")).isTrue();
    for (String each : NOTHING) {
      assertThat(json.getJsonObject("verdict").getJsonObject(each).getInteger("count"))
          .as(each)
          .isZero();
    }
    for (Path log : nodeLogs(report)) {
      assertThat(read(log)).as(log::toString).doesNotContain("Unhandled exception");
    }
    return json;
  }

  private static List<Path> nodeLogs(Path report) {
    try (Stream<Path> files = Files.list(report)) {
      return files.filter(file -> file.getFileName().toString().startsWith("node-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads a node that is there. */
  public static JsonObject load(String name, String... options) {
    Path result = output(name + ".json");
    List<String> args = new ArrayList<>(List.of("load", "--json", result.toString()));
    args.addAll(List.of(options));
    run(SOON, name, args);
    return new JsonObject(read(result));
  }

  private static void run(Duration within, String name, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", System.getProperty("chat.bench.jar")));
    command.addAll(args);
    Path output = output(name + ".log");
    try {
      Process run =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        assertThat(run.waitFor(within.toSeconds(), TimeUnit.SECONDS)).as("ends in time").isTrue();
        assertThat(run.exitValue()).as(() -> read(output)).isZero();
      } finally {
        run.destroy(); // its own hook ends the nodes
        run.waitFor(20, TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path output(String name) {
    return Path.of(System.getProperty("chat.output"), name);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Bench() {}
}
