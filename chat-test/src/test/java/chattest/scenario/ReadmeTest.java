package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Api;
import chattest.support.Curl;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells people to type does what it says. */
class ReadmeTest {
  private static final Pattern SCRIPT = Pattern.compile("(?s)```sh\n(.*?)```");

  /** curl ends with a status when the answer is an error, and says nothing but the answer. */
  private static final String CURLRC = "silent\nshow-error\nfail-with-body\nmax-time = 60\n";

  @TempDir Path folder;

  private static List<String> scripts(String section) throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf("\n## " + section + "\n");
    assertThat(start).as(section).isPositive();
    Matcher script = SCRIPT.matcher(readme.substring(start, readme.indexOf("\n## ", start + 1)));
    return script.results().map(each -> each.group(1)).toList();
  }

  private String run(NodeProcess node, String script) {
    try {
      Files.writeString(folder.resolve(".curlrc"), CURLRC);
      String here = script.replace("localhost:8080", "localhost:" + node.port());
      ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-c", here);
      shell.environment().put("CURL_HOME", folder.toString());
      Process process = shell.directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(script + output).isZero();
      return output;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theExamplesOverPlainHttpRunAsTheyAre() throws Exception {
    Curl.need();
    List<String> scripts = scripts("Over plain HTTP");
    assertThat(scripts).hasSize(8);
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone", "--admin-port=-1");
      assertThat(new JsonObject(run(node, scripts.get(0))).getInteger("seq")).isEqualTo(1);
      assertThat(Api.texts(new JsonObject(run(node, scripts.get(1)))))
          .containsExactly("hello, world");

      CompletableFuture<String> waiting =
          CompletableFuture.supplyAsync(() -> run(node, scripts.get(2)));
      Until.holds(() -> Http.metric(node, "chat_sockets") == 1);
      new Api(node).say("lobby", "what comes next");
      assertThat(Api.texts(new JsonObject(waiting.join()))).containsExactly("what comes next");

      String once = run(node, scripts.get(3));
      assertThat(new JsonObject(once).getString("id")).isEqualTo("order-4711-paid");
      assertThat(run(node, scripts.get(3))).isEqualTo(once);

      assertThat(run(node, scripts.get(4))).contains("what comes next");
      assertThat(run(node, scripts.get(4))).as("nothing has changed").isEmpty();

      assertThat(run(node, scripts.get(5))).contains("\"rooms\":", "\"people\":[]");
      assertThat(Api.texts(new JsonObject(run(node, scripts.get(6)))))
          .containsExactly("order 4711 is paid");
      assertThat(run(node, scripts.get(7))).startsWith("openapi: 3.1");
    }
  }
}
