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
import java.util.List;
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

  @ParameterizedTest
  @CsvSource({
    "/client/chat.js, text/javascript; charset=utf-8",
    "/client/chat.d.ts, text/plain; charset=utf-8",
    "/package.json, application/json; charset=utf-8"
  })
  void theClientForProgramsIsServedWithItsTypes(String path, String type) throws Exception {
    HttpResponse<String> file = get(path);
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type")).contains(type);
    assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(file.headers().firstValue("Cache-Control")).contains("no-cache");
    String tag = file.headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        HttpRequest.newBuilder(URI.create(node.http(path))).header("If-None-Match", tag).build();
    assertThat(HttpClient.newHttpClient().send(again, HttpResponse.BodyHandlers.ofString()))
        .returns(304, HttpResponse::statusCode);
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

  private static HttpResponse<String> ask(
      NodeProcess node, String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.http(path)))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/app.js", "/lib/lit-html/lit-html.js", "/health/live", "/health/ready"})
  void whatAnswersGetAnswersHeadAndAllowsNothingElse(String path) throws Exception {
    HttpResponse<String> head = ask(node, "HEAD", path);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .isEqualTo(get(path).headers().firstValue("Content-Type"));
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
      HttpResponse<String> other = ask(node, method, path);
      assertThat(other.statusCode()).isEqualTo(405);
      assertThat(other.headers().firstValue("Allow")).contains("GET, HEAD");
    }
  }

  @Test
  void whatIsNotThereIsNotThereForAnyMethod() throws Exception {
    assertThat(ask(node, "HEAD", "/nothing").statusCode()).isEqualTo(404);
    assertThat(ask(node, "POST", "/nothing").statusCode()).isEqualTo(404);
    assertThat(ask(node, "HEAD", "/chat").statusCode()).isEqualTo(426);
    assertThat(ask(node, "POST", "/chat").statusCode()).isEqualTo(405);
  }

  @Test
  void aFileThatIsKnownIsNotSentAgain(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("index.html"), "mine");
    NodeProcess own = CLUSTER.node("--standalone", "--webroot", folder.toString());
    for (NodeProcess each : List.of(node, own)) {
      String tag = get(each, "/").headers().firstValue("ETag").orElseThrow();
      HttpResponse<String> again = ask(each, "GET", "/", "If-None-Match", tag);
      assertThat(again.statusCode()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(ask(each, "GET", "/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
    Files.writeString(folder.resolve("index.html"), "mine, changed");
    assertThat(get(own, "/").body()).isEqualTo("mine, changed");
  }

  @Test
  void aNodeServesItsWholePageWithoutATemporaryDirectory(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "nothing can be made below this");
    List<String> paths = List.of("/", "/app.js", "/css/base.css", "/lib/marked/marked.esm.js");
    try (NodeProcess without =
        NodeProcess.launch(
                List.of("-Djava.io.tmpdir=" + file.resolve("tmp")),
                List.of("--standalone", "--host=127.0.0.1", "--port=0", "--admin-port=0"))
            .awaitReady()) {
      for (String path : paths) {
        HttpResponse<String> answer = get(without, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(get(path).body()).isNotEmpty();
      }
    }
  }

  @Test
  void cookiesOfOtherApplicationsComeAlongUpTo16Kilobytes() {
    String upgrade =
        "GET /chat HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + KEY
            + "Cookie: ";
    assertThat(RawClient.http(node.port(), upgrade + "x".repeat(15_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 101");
    assertThat(RawClient.http(node.port(), upgrade + "x".repeat(17_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("text/plain");
  }

  @Test
  void anUpgradeTakesHttp11() {
    String request =
        "GET /chat HTTP/1.0\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + KEY
            + "\r\n";
    assertThat(RawClient.http(node.port(), request)).contains(" 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recent=abc",
        "recent=-1",
        "recent=1001",
        "recent=99999999999",
        "nick=",
        "room=%zz"
      })
  void aPlainClientThatAsksForNonsenseIsToldSo(String query) {
    String request =
        "GET /?"
            + query
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\n"
            + KEY
            + "\r\n";
    assertThat(RawClient.http(node.port(), request)).startsWith("HTTP/1.1 400");
  }

  @Test
  void aPageMayConnectToItsOwnNodeUnderAllItsNames() throws Exception {
    assertThat(get("/").headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("connect-src 'self' ws://localhost:" + node.port())
        .contains("ws://127.0.0.1:*");
  }
}
