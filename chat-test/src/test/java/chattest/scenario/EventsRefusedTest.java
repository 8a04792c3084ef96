package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Listener;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks for events that cannot be had hears why, as a problem, before anything has begun. */
class EventsRefusedTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;

  @BeforeAll
  static void start() {
    node = CLUSTER.node("--standalone", "--rooms=4", "--people=1");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static JsonObject problem(String path, int status, String... headers) {
    HttpResponse<String> answer = Listener.refused(node.http(path), headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("detail")).isNotBlank();
    return problem;
  }

  @ParameterizedTest
  @CsvSource({
    "/api/rooms/a%20b/events, room",
    "/api/rooms/lobby/events?recent=1001, recent",
    "/api/rooms/lobby/events?recent=-1, recent",
    "/api/rooms/lobby/events?recent=ten, recent",
    "/api/rooms/lobby/events?epoch=7, epoch",
    "/api/rooms/lobby/events?after=7, after",
    "/api/rooms/lobby/events?epoch=x&after=7, epoch",
    "/api/rooms/lobby/events?epoch=7&after=9999999999999999999, after",
    "/api/rooms/lobby/events?nick=, nick",
    "/api/rooms/lobby/events?nick=a&nick=b, nick",
    "/api/events, room",
    "/api/events?room=, room",
    "/api/events?room=a%20b, room",
    "/api/events?room=a:1, room",
    "/api/events?room=a:1:x, room",
    "/api/events?room=a&room=a:1:2, room",
  })
  void whatCannotBeReadIsABadFieldThatIsNamed(String path, String field) {
    JsonObject problem = problem(path, 400);
    assertThat(problem.getString("code")).isEqualTo("bad_field");
    assertThat(problem.getString("detail")).contains(field);
  }

  @Test
  void anAddressThatIsNotEncodedIsABadRequest() {
    String request = "GET /api/events?room=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(RawClient.http(node.port(), request))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  /** It would have to begin with the present, and what it missed would be missed in silence. */
  @ParameterizedTest
  @ValueSource(strings = {"7", "7:", ":7", "7:8:9", "-1:3", "one:two"})
  void aLastEventIdThatIsNoneOfOursIsABadField(String id) {
    JsonObject problem = problem("/api/rooms/lobby/events", 400, "Last-Event-ID", id);
    assertThat(problem.getString("code")).isEqualTo("bad_field");
    assertThat(problem.getString("detail")).contains("Last-Event-ID");
  }

  @Test
  void aSecretThatIsTooShortIsABadField() {
    JsonObject problem = problem("/api/events?room=a&nick=ann", 400, "Chat-Client", "short");
    assertThat(problem.getString("code")).isEqualTo("bad_field");
    assertThat(problem.getString("detail")).contains("client").doesNotContain("short");
  }

  @Test
  void moreRoomsThanAClientMayBeInAreTooMany() {
    String path = "/api/events?room=a&room=b&room=c&room=d&room=e";
    assertThat(problem(path, 503).getString("code")).isEqualTo("room_full");
  }

  @Test
  void aFullRoomIsAProblemWhileNothingHasBegun() {
    try (Client ann = Client.hello(node, "ann").join("full")) {
      ann.awaitPeople(1);
      assertThat(problem("/api/rooms/full/events?nick=ben", 503).getString("code"))
          .isEqualTo("room_full");
      assertThat(problem("/api/events?room=other&room=full", 503).getString("code"))
          .isEqualTo("room_full");
      try (Client cat = Client.hello(node, "cat").join("other")) {
        cat.awaitPeople(1); // nobody was left behind there
      }
    }
  }

  @Test
  void whoMayNotConnectIsForbidden() {
    String path = "/api/rooms/lobby/events";
    assertThat(problem(path, 403, "Origin", "http://evil.example").getString("code"))
        .isEqualTo("forbidden");
  }
}
