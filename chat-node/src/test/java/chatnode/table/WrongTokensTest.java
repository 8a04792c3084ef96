package chatnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.RunningNode;
import chatnode.who.Issuer;
import chatnode.who.WrongTokens;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A wrong token opens no way in, says nothing of why, and sends the node nowhere. */
class WrongTokensTest {
  private static final Issuer ISSUER = new Issuer("first");
  private static final Issuer OTHER = new Issuer("first");
  private static final String SENTENCE = "this token (is not accepted here|has run out)";
  private static final Set<String> VISITED = new ConcurrentSkipListSet<>();

  /** HTTP heads are shorter than these: 431, before anybody looks at them. */
  private static final Set<String> TOO_LONG = Set.of("60 KB", "just too long");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static HttpServer elsewhere;
  private static HttpServer site;
  private static RunningNode node;
  private static Ways ways;

  @BeforeAll
  static void start() throws Exception {
    elsewhere = server("elsewhere", OTHER.jwks());
    site = server("site", ISSUER.jwks());
    node =
        new RunningNode(
            "--store=memory",
            "--api-rate=0",
            "--guests=off",
            "--jwt-keys=" + address(site) + "/jwks",
            "--jwt-issuer=" + Issuer.ISSUER,
            "--jwt-audience=" + Issuer.AUDIENCE);
    ways = new Ways(node.port());
    while (ways.ask("/api/rooms", ISSUER.token("ann"), null).statusCode() != 200) {
      Thread.onSpinWait(); // the keys are on their way
    }
  }

  private static HttpServer server(String name, String body) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          VISITED.add(name + exchange.getRequestURI());
          exchange.sendResponseHeaders(200, body.length());
          exchange.getResponseBody().write(body.getBytes());
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterAll
  static void stop() {
    node.close();
    site.stop(0);
    elsewhere.stop(0);
    assertThat(VISITED).containsExactly("site/jwks");
  }

  private Stream<DynamicTest> each(Refusal refusal) {
    return WrongTokens.of(ISSUER, OTHER, address(elsewhere) + "/jwks").entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> refusal.test(each.getKey(), each.getValue())));
  }

  private interface Refusal {
    void test(String name, String token) throws Exception;
  }

  @TestFactory
  Stream<DynamicTest> overAWebSocketItIs4003() {
    return each(
        (name, token) -> {
          try (Wire wire = new Wire(CLIENT, socket("/chat"), "chat.v1.json")) {
            wire.say(new JsonObject().put("type", "hello").put("token", token).encode());
            assertThat(wire.hear(text -> true)).matches(Wire.CLOSED + "4003 " + SENTENCE);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> overStompItIsAnErrorAnd4003() {
    return each(
        (name, token) -> {
          try (Wire wire = new Wire(CLIENT, socket("/stomp"), "v12.stomp")) {
            String head = "CONNECT\naccept-version:1.2\nhost:x\nAuthorization:Bearer ";
            wire.say(head + token + "\n\n\0");
            String first = wire.hear(text -> true);
            if (name.equals("60 KB")) { // longer than a line may be
              assertThat(first).startsWith("ERROR");
              return;
            }
            assertThat(first).contains("ERROR", "code:forbidden", "message:this token ");
            assertThat(wire.hear(text -> false)).matches(Wire.CLOSED + "4003 " + SENTENCE);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> overHttpItIs401() {
    return each(
        (name, token) -> {
          for (String body : new String[] {null, "{}"}) {
            String path = body == null ? "/api/rooms" : "/api/tickets";
            HttpResponse<?> answer = ways.ask(path, token, body);
            if (TOO_LONG.contains(name)) {
              assertThat(answer.statusCode()).isIn(401, 431);
              return;
            }
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"chat\", error=\"invalid_token\"");
          }
        });
  }

  private static String socket(String path) {
    return "ws://127.0.0.1:" + node.port() + path;
  }

  @Test
  void whoBringsNoneIsNotLetInEither() throws Exception {
    HttpResponse<?> answer = ways.ask("/api/rooms", null, null);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"chat\"");
    assertThat(ways.ask("/api/openapi.yaml", null, null).statusCode()).isEqualTo(200);
    for (Map.Entry<String, String> each :
        Map.of(
                "chat.v1.json", "{\"type\":\"hello\",\"nick\":\"ann\"}",
                "v12.stomp", "CONNECT\naccept-version:1.2\nhost:x\nlogin:ann\n\n\0")
            .entrySet()) {
      try (Wire wire = new Wire(CLIENT, socket("/chat"), each.getKey())) {
        wire.say(each.getValue());
        assertThat(wire.hear(text -> false)).startsWith(Wire.CLOSED + "4003 ");
      }
    }
    try (Wire wire = new Wire(CLIENT, socket("/chat?nick=ann"), null)) {
      assertThat(wire.hear(text -> true)).startsWith(Wire.CLOSED + "4003 ");
    }
  }

  @Test
  void aTicketIsGoodForOneUse() throws Exception {
    String ticket = ways.ticket(ISSUER.token("ann"));
    String path = "/api/rooms/room/events?ticket=" + ticket;
    HttpResponse<java.io.InputStream> first = ways.ask(path, null, null);
    assertThat(first.statusCode()).isEqualTo(200);
    first.body().close();
    assertThat(ways.ask(path, null, null).statusCode()).isEqualTo(401);
    assertThat(ways.ask("/api/rooms?ticket=abc", null, null).statusCode()).isEqualTo(401);
    String both = "/api/rooms?ticket=" + ways.ticket(ISSUER.token("ann"));
    assertThat(ways.ask(both, ISSUER.token("ann"), null).statusCode()).isEqualTo(400);
  }
}
