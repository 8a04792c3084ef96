package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * P1 to P7 under faults, for about a minute: three nodes, one of them killed, restarted or frozen
 * at a time, clients that resend and resume, and a checker that knows only what the clients saw.
 */
class VerifyTest {
  private static final Path JARS = Path.of(System.getProperty("chat.node.jar")).getParent();

  @Test
  void nothingIsLostRepeatedReorderedMissingOrDifferentUnderFaults() throws Exception {
    Path report = Path.of(System.getProperty("chat.output"), "verify");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-jar",
            System.getProperty("chat.bench.jar"),
            "verify",
            "--jar",
            JARS.resolve("chat-node.jar").toString(),
            "--nodes",
            "3",
            "--clients",
            "60",
            "--rooms",
            "8",
            "--rate",
            "150",
            "--duration",
            "45s",
            "--fault-every",
            "5s",
            "--freeze",
            "7s",
            "--faults",
            "kill,term,freeze,stuck",
            "--seed",
            "4",
            "--java-args",
            "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
            "--node-args",
            "--heartbeat-timeout 4s --drain 1s",
            "--report",
            report.toString());
    File output = report.resolveSibling("verify.log").toFile();
    Process run =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    try {
      assertThat(run.waitFor(200, TimeUnit.SECONDS)).as("ends in time").isTrue();
      assertThat(run.exitValue()).as(() -> read(output.toPath())).isZero();
      JsonObject json = new JsonObject(read(report.resolve("report.json")));
      assertThat(json.getBoolean("passed")).isTrue();
      JsonObject verdict = json.getJsonObject("verdict");
      for (String each :
          List.of("lost", "repeated", "out of order", "holes not declared", "divergence")) {
        assertThat(verdict.getJsonObject(each).getInteger("count")).as(each).isZero();
      }
      assertThat(json.getJsonArray("faults")).hasSizeGreaterThanOrEqualTo(3);
    } finally {
      run.destroy(); // its own hook ends the nodes
      run.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
