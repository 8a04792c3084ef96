package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.Logged;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Logged log = new Logged(Endpoints.class);
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    Router router = Router.router(vertx);
    Endpoints.get(router, "/here", context -> context.response().end("here"));
    Endpoints.get(
        router,
        "/broken",
        context -> {
          throw new IllegalStateException("a bug");
        });
    Endpoints.close(router);
    server =
        vertx
            .createHttpServer(Endpoints.options())
            .invalidRequestHandler(Endpoints::invalid)
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    log.close();
    vertx.close();
  }

  private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whatAnswersGetAnswersHead() throws Exception {
    assertThat(ask("GET", "/here").body()).isEqualTo("here");
    assertThat(ask("HEAD", "/here").statusCode()).isEqualTo(200);
    assertThat(ask("HEAD", "/here").body()).isEmpty();
    assertThat(ask("HEAD", "/nowhere").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void otherMethodsAreNotAllowedWhereThereIsSomething(String method) throws Exception {
    HttpResponse<String> answer = ask(method, "/here");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    assertThat(ask(method, "/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void aFaultOfOursIs500AndOneLine() throws Exception {
    assertThat(ask("GET", "/broken").statusCode()).isEqualTo(500);
    assertThat(log.messages()).singleElement().asString().contains("GET /broken");
    assertThat(ask("GET", "/here").statusCode()).isEqualTo(200);
  }

  @Test
  void aHeadOf16KilobytesIsReadAndMoreIsRefusedInASentence() throws Exception {
    assertThat(ask("GET", "/here", "Cookie", "x".repeat(15_500)).statusCode()).isEqualTo(200);
    HttpResponse<String> large = ask("GET", "/here", "Cookie", "x".repeat(20_000));
    assertThat(large.statusCode()).isEqualTo(431);
    assertThat(large.body()).contains("16384 bytes");
    HttpResponse<String> line = ask("GET", "/here?" + "x".repeat(20_000));
    assertThat(line.statusCode()).isEqualTo(414);
    assertThat(line.body()).contains("16384 bytes");
  }
}
