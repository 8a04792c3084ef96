package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code deploy/chat-node} starts what the jar starts, with options of the JVM that were measured.
 */
class LauncherTest {
  private static final String[] ALONE = {
    "--standalone", "--host=127.0.0.1", "--port=0", "--admin-port=-1", "--store=memory"
  };

  @TempDir Path folder;
  private Path archive;

  @BeforeEach
  void keepItInAFolderOfItsOwn() {
    archive = folder.resolve("node.jsa");
  }

  @Test
  void theNodeIsTheProcessThatWasStartedAndWhatIsInJavaOptsWins() throws Exception {
    try (Launcher.Run node = new Launcher(archive, "-XX:TieredStopAtLevel=4").run(ALONE)) {
      node.await(" ready at ");
      assertThat(node.commandLine())
          .containsSubsequence("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4", "-jar");
      assertThat(node.terminate()).isZero();
    }
  }

  @Test
  void theClassesOfANodeAreKeptOnceTheyWereAskedFor() throws Exception {
    Launcher launcher = new Launcher(archive, "-Xlog:class+load");
    try (Launcher.Run making = launcher.run("--make-archive", "--standalone")) {
      assertThat(making.end()).as(making.output()).isZero();
    }
    assertThat(Files.size(archive)).isPositive();
    try (Launcher.Run node = launcher.run(ALONE)) {
      node.await(" ready at ");
      assertThat(node.output()).containsPattern("chatnode\\.ChatNode source: shared objects file");
      assertThat(node.terminate()).isZero();
    }
  }

  @Test
  void aMistakeIsTheNodesOwnSentenceAndStatus() throws Exception {
    try (Launcher.Run node = new Launcher(archive, "").run("--port=many")) {
      assertThat(node.end()).isEqualTo(2);
      assertThat(node.output()).startsWith("chat-node: --port: ");
    }
  }
}
