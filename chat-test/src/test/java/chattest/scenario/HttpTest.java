package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of the main port, and which upgrades are refused. */
class HttpTest {
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;

  @BeforeAll
  static void start() {
    node = CLUSTER.node("--standalone");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(node, path);
  }

  private static HttpResponse<String> get(NodeProcess node, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(node.http(path))).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void thePageComesWithItsSecurityHeaders() throws Exception {
    HttpResponse<String> page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
  }

  @Test
  void aFolderOfOnesOwnIsServedWithTheLibrariesOfThePage(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("index.html"), "mine");
    NodeProcess own = CLUSTER.node("--standalone", "--webroot", folder.toString());
    assertThat(get(own, "/").body()).isEqualTo("mine");
    HttpResponse<String> library = get(own, "/lib/lit-html/lit-html.js");
    assertThat(library.statusCode()).isEqualTo(200);
    assertThat(library.headers().firstValue("Content-Type").orElse("")).contains("javascript");
    assertThat(library.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void healthIsUp() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("\"status\":\"up\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/../pom.xml",
        "/%2e%2e/pom.xml",
        "/..%2fpom.xml",
        "/.git/config",
        "/lib/",
        "/lib/marked/",
        "/lib/../../logging.properties",
        "/lib/%2e%2e/%2e%2e/logging.properties",
        "/lib/..%2f..%2flogging.properties",
        "/META-INF/MANIFEST.MF",
        "/lib/lit-html/package.json"
      })
  void unknownPathsAreNotFound(String path) {
    String answer =
        RawClient.http(node.port(), "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 404");
  }

  @Test
  void thePathOfTheChatAsksForAnUpgrade() throws Exception {
    HttpResponse<String> answer = get("/chat");
    assertThat(answer.statusCode()).isEqualTo(426);
    assertThat(answer.headers().firstValue("Upgrade")).contains("websocket");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      textBlock =
          """
          a foreign origin           | 403 | Sec-WebSocket-Version: 13;KEY;Origin: http://elsewhere.example
          two origins                | 403 | Sec-WebSocket-Version: 13;KEY;Origin: http://localhost;Origin: http://localhost
          an unknown sub-protocol    | 400 | Sec-WebSocket-Version: 13;KEY;Sec-WebSocket-Protocol: soap, chat.v2
          no key                     | 400 | Sec-WebSocket-Version: 13
          a key that is none         | 400 | Sec-WebSocket-Version: 13;Sec-WebSocket-Key: short
          an old version             | 426 | Sec-WebSocket-Version: 8;KEY
          """)
  void anUpgradeIsRefusedFor(String what, int status, String headers) {
    String request =
        "GET /chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + headers.replace("KEY", KEY.trim()).replace(";", "\r\n")
            + "\r\n\r\n";
    assertThat(RawClient.http(node.port(), request)).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void theSameOriginIsAccepted() {
    String host = "localhost:" + node.port();
    String request =
        "GET /chat HTTP/1.1\r\nHost: "
            + host
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + KEY
            + "Origin: http://"
            + host
            + "\r\n\r\n";
    assertThat(RawClient.http(node.port(), request)).startsWith("HTTP/1.1 101");
  }

  @Test
  void aPlainClientWithABadRoomIsRefusedBeforeTheUpgrade() {
    String request =
        "GET /?room=a%20b HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Upgrade: websocket\r\n"
            + "Connection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + KEY
            + "\r\n";
    assertThat(RawClient.http(node.port(), request)).startsWith("HTTP/1.1 400");
  }
}
