package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Api;
import chattest.support.Curl;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a request is told in one way, whatever it is, and harms nobody else. */
class ApiProblemsTest {
  private static final int FEWER_THAN_NETTY_REFUSES = 100;
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;
  private static Api api;

  @BeforeAll
  static void start() {
    node = CLUSTER.node("--standalone", "--admin-port=-1", "--api-rate=0");
    api = new Api(node);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static JsonObject post(String id, String text) {
    return new JsonObject()
        .put("id", id)
        .put("nick", "ann")
        .put("client", "a secret of ann's own")
        .put("text", text);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  // ---- what goes wrong

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          GET    | /api/rooms?limit=0                                          | 400 | bad_field
          GET    | /api/rooms?limit=201                                        | 400 | bad_field
          GET    | /api/rooms?limit=ten                                        | 400 | bad_field
          GET    | /api/rooms?limit=%zz                                        | 400 | bad_field
          GET    | /api/rooms/a%zz/people                                      | 400 | bad_field
          GET    | /api/rooms/a%/people                                        | 400 | bad_field
          GET    | /api/%zz                                                    | 400 | bad_field
          GET    | /api/rooms/a%20b/people                                     | 400 | bad_field
          GET    | /api/rooms/a+b/people                                       | 400 | bad_field
          GET    | /api/rooms/a%00b/messages                                   | 400 | bad_field
          GET    | /api/rooms/a%2Fb/messages                                   | 400 | bad_field
          GET    | /api/rooms/%FF/messages                                     | 400 | bad_field
          GET    | /api/rooms/%ED%A0%80/messages                               | 400 | bad_field
          GET    | /api/rooms/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/messages | 400 | bad_field
          GET    | /api/rooms/r/messages?after=-1                              | 400 | bad_field
          GET    | /api/rooms/r/messages?after=1e3                             | 400 | bad_field
          GET    | /api/rooms/r/messages?after=1000000000000000000             | 400 | bad_field
          GET    | /api/rooms/r/messages?after=99999999999999999999999999999   | 400 | bad_field
          GET    | /api/rooms/r/messages?after=                                | 400 | bad_field
          GET    | /api/rooms/r/messages?after=%00                             | 400 | bad_field
          GET    | /api/rooms/r/messages?after=1&after=1                       | 400 | bad_field
          GET    | /api/rooms/r/messages?after=1&before=1                      | 400 | bad_field
          GET    | /api/rooms/r/messages?before=1&wait=1                       | 400 | bad_field
          GET    | /api/rooms/r/messages?wait=61                               | 400 | bad_field
          GET    | /api/rooms/r/messages?wait=0.5                              | 400 | bad_field
          GET    | /api/rooms/r/messages?limit=201                             | 400 | bad_field
          GET    | /api/rooms/r/messages?epoch=now                             | 400 | bad_field
          GET    | /api/rooms/r/messages?%                                     | 400 | bad_field
          GET    | /api/search                                                 | 400 | bad_field
          GET    | /api/search?q=                                              | 400 | bad_field
          GET    | /api/search?q=+++                                           | 400 | bad_field
          GET    | /api/search?q=%00                                           | 400 | bad_field
          GET    | /api/search?q=a&q=b                                         | 400 | bad_field
          GET    | /api/search?q=a&limit=51                                    | 400 | bad_field
          GET    | /api/search?q=a&room=a%20b                                  | 400 | bad_field
          GET    | /api/search?q=a&before=1:2                                  | 400 | bad_field
          GET    | /api/search?q=a&room=r&before=1                             | 400 | bad_field
          GET    | /api/search?q=a&room=r&before=r:1:2                         | 400 | bad_field
          GET    | /api/nothing                                                | 404 | not_found
          GET    | /api/                                                       | 404 | not_found
          GET    | /api/rooms/r                                                | 404 | not_found
          POST   | /api/rooms                                                  | 405 | bad_frame
          DELETE | /api/rooms/r/messages                                       | 405 | bad_frame
          PUT    | /api/rooms/r/messages                                       | 405 | bad_frame
          """)
  void aRequestThatCannotBeIsAProblemWith(String method, String path, int status, String code) {
    assertProblem(Curl.ask(node, path, "--request", method), status, code);
  }

  private static void assertProblem(Curl.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    JsonObject problem = answer.json();
    assertThat(problem.getString("type")).isEqualTo("about:blank");
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("title")).isNotEmpty();
    assertThat(problem.getString("detail")).isNotEmpty();
  }

  @Test
  void otherMethodsHearWhichThereAre() {
    assertThat(Curl.ask(node, Api.messages("r"), "-X", "PUT").headers())
        .containsEntry("allow", "GET, HEAD, POST");
    assertThat(Curl.ask(node, "/api/rooms", "-X", "POST", "-d", "{}").headers())
        .containsEntry("allow", "GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      textBlock =
          """
          application/x-www-form-urlencoded   | text=hello                          | 415 | bad_frame
          text/plain                          | {"text":"hello"}                    | 415 | bad_frame
          none                                | {"text":"hello"}                    | 415 | bad_frame
          application/json; charset=latin1    | {"text":"hello"}                    | 415 | bad_frame
          application/jsonp                   | {"text":"hello"}                    | 415 | bad_frame
          application/json                    | hello                               | 400 | bad_frame
          application/json                    | []                                  | 400 | bad_frame
          application/json                    | {"text":"hello"                     | 400 | bad_frame
          application/json                    | {"text":"hello"}{"text":"again"}    | 400 | bad_frame
          application/json                    | {"text":"hello","text":"hello"}     | 400 | bad_frame
          application/json                    | {}                                  | 400 | bad_field
          application/json                    | {"text":""}                         | 400 | bad_field
          application/json                    | {"text":1}                          | 400 | bad_field
          application/json                    | {"text":"a\\u0000b"}                | 400 | bad_field
          application/json                    | {"text":"a\\ud800b"}                | 400 | bad_field
          application/json                    | {"text":"hello","id":""}            | 400 | bad_field
          application/json                    | {"text":"hello","nick":"\\n"}       | 400 | bad_field
          application/json                    | {"text":"hello","client":"short"}   | 400 | bad_field
          """)
  void aPostThatCannotBeIsAProblemWith(String type, String body, int status, String code) {
    String header = type == null ? "Content-Type;" : "Content-Type: " + type;
    assertProblem(
        Curl.ask(node, Api.messages("never"), "-H", header, "--data-raw", body), status, code);
    assertThat(api.json(Api.messages("never")).getLong("head")).isZero();
  }

  @Test
  void jsonMayBeSentInAllWaysThatMeanUtf8() {
    for (String type :
        List.of(
            "application/json",
            "Application/JSON",
            "application/json; charset=utf-8",
            "application/json;charset=\"UTF-8\"")) {
      Curl.Answer answer =
          Curl.ask(
              node,
              Api.messages("types"),
              "-H",
              "Content-Type: " + type,
              "-d",
              "{\"text\":\"hello\"}");
      assertThat(answer.status()).as(type).isEqualTo(201);
    }
    String[] expects = {
      "-H", "Content-Type: application/json", "-H", "Expect: 100-continue", "-d", "{\"text\":\"x\"}"
    };
    assertThat(Curl.ask(node, Api.messages("types"), expects).status()).isEqualTo(201);
  }

  @Test
  void whatIsTooLongIsNotTaken() {
    assertProblem(tooLong("x".repeat(4001)), 413, "too_long");
    assertProblem(tooLong("x".repeat(70_000)), 413, "too_long");
    String body = new JsonObject().put("text", "x".repeat(70_000)).encode();
    HttpResponse<String> chunked =
        api.start(
                "POST",
                Api.messages("long"),
                BodyPublishers.fromPublisher(BodyPublishers.ofString(body)),
                "Content-Type",
                "application/json")
            .join();
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(api.post("long", post("1", "👋".repeat(4000))).statusCode()).isEqualTo(201);
    assertThat(api.json(Api.messages("long")).getLong("head")).isEqualTo(1);
  }

  private static Curl.Answer tooLong(String text) {
    String body = new JsonObject().put("text", text).encode();
    return Curl.ask(node, Api.messages("long"), "-H", "Content-Type: application/json", "-d", body);
  }

  @Test
  void aClientThatGoesBeforeItIsAnsweredHarmsNobody() throws Exception {
    String head =
        "POST /api/rooms/gone/messages HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 14\r\n\r\n";
    for (String part : List.of("", "{\"text\"", "{\"text\":\"it\"}")) {
      try (RawClient client = RawClient.silent(node.port())) {
        client.sendBytes((head + part).getBytes(StandardCharsets.US_ASCII));
      }
    }
    try (RawClient client = RawClient.silent(node.port())) {
      String poll = "GET /api/rooms/gone/messages?wait=60 HTTP/1.1\r\nHost: localhost\r\n\r\n";
      client.sendBytes(poll.getBytes(StandardCharsets.US_ASCII));
    }
    api.say("gone", "last");
    assertThat(Api.texts(api.json(Api.messages("gone")))).contains("last").hasSizeLessThan(3);
    assertThat(node.output()).doesNotContain("SEVERE").doesNotContain("Exception");
  }

  // ---- pages of other origins

  @Test
  void aPageOfAnOriginThatIsAllowedMayAskAndOthersMayNot() {
    NodeProcess node =
        CLUSTER.node("--standalone", "--origins=https://app.example", "--store", "memory");
    Api api = new Api(node);
    String app = "https://app.example";
    Curl.Answer preflight =
        Curl.ask(
            node,
            Api.messages("r"),
            "-X",
            "OPTIONS",
            "-H",
            "Origin: " + app,
            "-H",
            "Access-Control-Request-Method: POST");
    assertThat(preflight.status()).isEqualTo(204);
    assertThat(preflight.headers())
        .containsEntry("access-control-allow-origin", app)
        .containsEntry("access-control-allow-methods", "GET, POST")
        .containsEntry("access-control-max-age", "600")
        .containsEntry("vary", "Origin")
        .doesNotContainKey("access-control-allow-credentials");
    assertThat(preflight.headers().get("access-control-allow-headers"))
        .contains("Content-Type", "Idempotency-Key", "Chat-Client", "If-None-Match");
    for (HttpResponse<String> answer :
        List.of(
            api.get("/api/rooms", "Origin", app),
            api.get("/api/rooms?limit=0", "Origin", app),
            api.post("r", post("1", "text"), "Origin", app))) {
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(app);
      assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
          .contains("ETag, Retry-After");
      assertThat(answer.headers().firstValue("Vary")).contains("Origin");
    }
    for (String origin : List.of("https://evil.example", "null")) {
      assertThat(api.get("/api/rooms", "Origin", origin).statusCode()).isEqualTo(403);
      HttpResponse<String> refused = api.post("r", post("2", "text"), "Origin", origin);
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).getString("code")).isEqualTo("forbidden");
      assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(Curl.ask(node, "/api/rooms", "-X", "OPTIONS", "-H", "Origin: " + origin).status())
          .isEqualTo(403);
    }
    assertProblem(Curl.ask(node, "/api/rooms", "-H", "Host: rebound.example"), 403, "forbidden");
    assertProblem(Curl.ask(node, "/api/rooms", "-H", "Host:"), 400, "bad_frame");
    assertThat(api.json(Api.messages("r")).getLong("head")).isEqualTo(1);
  }

  // ---- limits

  @Test
  void anAddressMayAskSoOftenAndIsCounted() {
    NodeProcess node =
        CLUSTER.node("--standalone", "--admin-port=-1", "--api-rate=2", "--store", "memory");
    Api api = new Api(node);
    List<HttpResponse<String>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(api.get("/api/rooms"));
    }
    HttpResponse<String> refused =
        answers.stream().filter(each -> each.statusCode() == 429).findFirst().orElseThrow();
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(json(refused).getString("code")).isEqualTo("rate_limited");
    assertThat(Http.get(node.admin("/metrics")).body())
        .contains("chat_api_requests_total{status=\"200\"}")
        .contains("chat_api_requests_total{status=\"429\"}");
    Until.holds(() -> api.get("/api/rooms").statusCode() == 200);
  }

  /** What is not read would fill memory: each page has a quarter of a megabyte. */
  @Test
  void whoAsksOnAndOnIsAnsweredAsFastAsItReads() throws Exception {
    for (int i = 0; i < 60; i++) {
      api.say("pages", "x".repeat(4000));
    }
    String request = "GET /api/rooms/pages/messages?limit=200 HTTP/1.1\r\nHost: localhost\r\n";
    String requests =
        (request + "\r\n").repeat(FEWER_THAN_NETTY_REFUSES - 1)
            + request
            + "Connection: close\r\n\r\n";
    double before = answered();
    try (RawClient client = RawClient.silent(node.port())) {
      client.sendBytes(requests.getBytes(StandardCharsets.US_ASCII));
      Until.holds(() -> answered() > before);
      int others = 50;
      for (int i = 0; i < others; i++) { // time enough to answer all, were that not held back
        assertThat(api.json(Api.messages("pages") + "?after=60").getLong("head")).isEqualTo(60);
      }
      assertThat(answered() - before - others).isLessThan(FEWER_THAN_NETTY_REFUSES / 2);
      String all =
          new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(all.split("HTTP/1.1 200", -1)).hasSize(FEWER_THAN_NETTY_REFUSES + 1);
    }
    assertThat(node.output()).doesNotContain("OutOfMemory").doesNotContain("Exception");
  }

  private static double answered() {
    return Http.metric(node, "chat_api_requests_total{status=\"200\"}");
  }

  @Test
  void whoWaitsTakesThePlaceOfASocketAndGivesItBack() {
    NodeProcess node =
        CLUSTER.node(
            "--standalone", "--admin-port=-1", "--sockets-per-address=1", "--store", "memory");
    Api api = new Api(node);
    CompletableFuture<HttpResponse<String>> waiting = api.startGet(Api.messages("r") + "?wait=60");
    Until.holds(() -> Http.metric(node, "chat_sockets") == 1);
    assertThat(api.get(Api.messages("r") + "?wait=1").statusCode()).isEqualTo(429);
    try (RawClient socket = RawClient.ask(node.port(), "chat.v1.json")) {
      assertThat(socket.answer()).startsWith("HTTP/1.1 429");
    }
    assertThat(api.get(Api.messages("r")).statusCode()).isEqualTo(200);
    api.say("r", "text");
    assertThat(waiting.join().statusCode()).isEqualTo(200);
    try (RawClient socket = RawClient.ask(node.port(), "chat.v1.json")) {
      assertThat(socket.answer()).startsWith("HTTP/1.1 101");
    }
  }
}
