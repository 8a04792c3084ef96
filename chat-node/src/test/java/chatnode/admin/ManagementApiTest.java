package chatnode.admin;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.admin.Desk.Answer;
import chatnode.protocol.Act;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.ways.Sight;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator can look up and do with a request. */
class ManagementApiTest {
  private final Desk desk = new Desk(null);

  @AfterEach
  void close() {
    desk.close();
  }

  private void ann() {
    sight(1, new Person("~ann", "Ann"), "10.0.0.7", 0, "garden", "pond");
    sight(2, new Person("~ann", "Ann"), "10.0.0.8", 10, "garden");
    sight(3, new Person("kim", "김"), "2001:db8::1", 900, "pond");
    sight(4, null, "10.0.0.7", 0);
  }

  private void sight(long socket, Person person, String address, long unread, String... rooms) {
    boolean isSignedIn = person != null && !person.id().startsWith("~");
    desk.hands.here.add(
        new Sight(socket, "ws", address, 5, person, isSignedIn, List.of(rooms), unread));
  }

  private static Stream<Long> sockets(JsonObject page) {
    return page.getJsonArray("people").stream().map(row -> ((JsonObject) row).getLong("socket"));
  }

  @Test
  void whoIsHereIsToldWithEverythingThatHelpsAtNight() {
    ann();
    JsonObject page = desk.get("/api/people?q=kim").json();
    assertThat(page.getString("node")).isEqualTo("a1b2");
    assertThat(page.getInteger("sockets")).isEqualTo(4);
    assertThat(page.getInteger("found")).isEqualTo(1);
    assertThat(page.getJsonArray("people").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"socket":3,"id":"kim","nick":"김","signedIn":true,"way":"ws",
                 "address":"2001:db8::1","since":5,"rooms":["pond"],"unread":900}\
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                     | 1 2 3 4",
        "?q=ANN               | 1 2",
        "?q=~ann              | 1 2",
        "?q=%EA%B9%80         | 3",
        "?q=10.0.0.7          | 1 4",
        "?q=10.0.             | 1 2 4",
        "?room=pond           | 1 3",
        "?q=ann&room=pond     | 1",
        "?sort=unread&limit=2 | 3 2",
        "?limit=2&after=1     | 2 3",
        "?q=nobody            | ''"
      })
  void peopleAreFound(String query, String sockets) {
    ann();
    JsonObject page = desk.get("/api/people" + (query == null ? "" : query)).json();
    assertThat(sockets(page).map(String::valueOf).toList())
        .isEqualTo(sockets.isEmpty() ? List.of() : List.of(sockets.split(" ")));
  }

  @Test
  void manyAreTurnedLikePages() {
    ann();
    JsonObject first = desk.get("/api/people?limit=3").json();
    assertThat(first.getBoolean("more")).isTrue();
    JsonObject last = desk.get("/api/people?limit=3&after=" + first.getLong("next")).json();
    assertThat(sockets(last)).containsExactly(4L);
    assertThat(last.getBoolean("more")).isFalse();
    assertThat(last.getLong("next")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"limit=0", "limit=201", "limit=x", "sort=nick", "after=-1", "q=%", "q=a&q=b"})
  void whatCannotBeAskedIsAProblemWithItsName(String query) {
    Answer answer = desk.get("/api/people?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().getString("code")).isEqualTo("bad_field");
  }

  @Test
  void allSocketsOfAPersonAreClosedAndTheAuditHasIt() {
    ann();
    Answer closed = desk.ask(HttpMethod.DELETE, "/api/people/~ann", null);
    assertThat(closed.json().getInteger("closed")).isEqualTo(2);
    assertThat(desk.hands.closed)
        .containsExactly("1 1008 closed by the operator", "2 1008 closed by the operator");
    assertThat(desk.hands.taken.get(0).measure())
        .isEqualTo(new Measure(Act.CLOSE, null, "~ann", null, 0, "", null));
    assertThat(desk.ask(HttpMethod.DELETE, "/api/people/~ann", null).status()).isEqualTo(404);
    assertThat(desk.hands.taken).hasSize(1);
  }

  @Test
  void aPersonsIdMayHaveAnySign() {
    sight(9, new Person("auth0|a/b c", "Ann"), "10.0.0.1", 0);
    assertThat(desk.ask(HttpMethod.DELETE, "/api/people/auth0%7Ca%2Fb%20c", null).status())
        .isEqualTo(200);
  }

  @Test
  void oneSocketOrThoseFromAnAddressAreClosed() {
    ann();
    desk.post("/api/close", "{\"socket\":2,\"reason\":\"stuck\"}");
    desk.post("/api/close", "{\"address\":\"10.0.0.7\"}");
    desk.post("/api/close", "{\"person\":\"kim\"}");
    assertThat(desk.hands.closed)
        .extracting(each -> each.charAt(0))
        .containsExactly('2', '1', '4', '3');
    assertThat(desk.hands.taken)
        .extracting(each -> each.measure().person() + " " + each.measure().address())
        .containsExactly("~ann 10.0.0.8", "null 10.0.0.7", "kim null");
    assertThat(desk.hands.taken.get(0).measure().reason()).isEqualTo("stuck");
    assertThat(desk.post("/api/close", "{\"socket\":2}").status()).isEqualTo(404);
    assertThat(desk.post("/api/close", "{}").status()).isEqualTo(400);
    assertThat(desk.post("/api/close", "{\"socket\":1,\"person\":\"kim\"}").status())
        .isEqualTo(400);
  }

  @Test
  void whatIsClosedIsClosedEvenWhereItCannotBeWrittenDown() {
    ann();
    desk.hands.isHouseShut = true;
    JsonObject answer = desk.ask(HttpMethod.DELETE, "/api/people/kim", null).json();
    assertThat(answer.getInteger("closed")).isEqualTo(1);
    assertThat(answer.getBoolean("audit")).isFalse();
  }

  @Test
  void aPersonIsBannedFromARoomForATimeAndTheBanIsLifted() {
    long before = System.currentTimeMillis();
    Answer banned =
        desk.post(
            "/api/bans",
            "{\"person\":\"kim\",\"room\":\"pond\",\"minutes\":30,\"reason\":\"floods\"}");
    assertThat(banned.status()).isEqualTo(200);
    Measure ban = desk.hands.taken.get(0).measure();
    assertThat(ban.until()).isBetween(before + 1_800_000, before + 1_860_000);
    assertThat(ban)
        .isEqualTo(new Measure(Act.BAN, "pond", "kim", null, ban.until(), "floods", null));
    JsonObject row = desk.get("/api/bans").json().getJsonArray("bans").getJsonObject(0);
    assertThat(row.getString("number")).isEqualTo("1:1");
    assertThat(row.getLong("until")).isEqualTo(ban.until());

    assertThat(desk.ask(HttpMethod.DELETE, "/api/bans/1:1", null).status()).isEqualTo(200);
    assertThat(desk.hands.taken.get(1).measure())
        .isEqualTo(new Measure(Act.UNBAN, "pond", "kim", null, 0, "", null));
    assertThat(desk.ask(HttpMethod.DELETE, "/api/bans/9:9", null).status()).isEqualTo(404);
    assertThat(desk.ask(HttpMethod.DELETE, "/api/bans/x", null).status()).isEqualTo(400);
  }

  @Test
  void anAddressIsBannedForGood() {
    desk.post("/api/bans", "{\"address\":\"10.0.0.0/8\"}");
    assertThat(desk.hands.taken.get(0).measure())
        .isEqualTo(new Measure(Act.BAN, null, null, "10.0.0.0/8", Measure.FOR_GOOD, "", null));
    JsonObject row = desk.get("/api/bans").json().getJsonArray("bans").getJsonObject(0);
    assertThat(row.getValue("until")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}",
        "{'person':'a','address':'10.0.0.1'}",
        "{'address':'here'}",
        "{'address':'10.0.0.1','room':'pond'}",
        "{'person':'a','room':'a room'}",
        "{'person':'a','minutes':0}",
        "{'person':'a','minutes':1.5}",
        "{'person':'a','minutes':'5'}",
        "{'person':7}",
        "[]",
        "nonsense"
      })
  void aBanThatIsNoneIsRefused(String body) {
    assertThat(desk.post("/api/bans", body.replace('\'', '"')).status()).isEqualTo(400);
    assertThat(desk.hands.taken).isEmpty();
  }

  @Test
  void aMessageIsTakenBack() {
    Answer gone =
        desk.ask(
            HttpMethod.DELETE,
            "/api/rooms/pond/messages",
            "{\"from\":\"kim\",\"id\":\"m1\",\"reason\":\"an address\"}");
    assertThat(gone.json().getLong("seq")).isEqualTo(8);
    assertThat(desk.hands.taken.get(0).measure())
        .isEqualTo(new Measure(Act.DELETE, "pond", "kim", null, 0, "message m1: an address", null));
    Answer none =
        desk.ask(
            HttpMethod.DELETE, "/api/rooms/pond/messages", "{\"from\":\"kim\",\"id\":\"none\"}");
    assertThat(none.status()).isEqualTo(404);
    assertThat(desk.hands.taken).hasSize(1);
  }

  @Test
  void whatWasSaidIsShownToBeTakenBack() {
    JsonObject page = desk.get("/api/rooms/pond/messages?limit=1&before=7:9").json();
    assertThat(page.getJsonArray("messages").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"epoch":7,"seq":8,"id":"m1","from":{"id":"kim","nick":"김"},
                 "text":"splash","at":1000000}\
                """));
    assertThat(page.getString("next")).isEqualTo("7:8");
    assertThat(desk.get("/api/rooms/a%20b/messages").status()).isEqualTo(400);
  }

  @Test
  void allOrARoomAreToldSomething() {
    desk.post("/api/notices", "{\"text\":\"We restart at 4.\"}");
    desk.post("/api/notices", "{\"text\":\"조용히\",\"room\":\"정원\"}");
    assertThat(desk.hands.taken)
        .extracting(each -> each.measure().room() + ": " + each.measure().reason())
        .containsExactly("null: We restart at 4.", "정원: 조용히");
    assertThat(desk.post("/api/notices", "{\"text\":\" \"}").status()).isEqualTo(400);
    String long_ = new JsonObject().put("text", "x".repeat(1001)).encode();
    assertThat(desk.post("/api/notices", long_).status()).isEqualTo(413);
  }

  @Test
  void theAuditIsTurnedLikePages() {
    for (int i = 1; i <= 3; i++) {
      desk.post("/api/notices", "{\"text\":\"" + i + "\"}");
    }
    JsonObject first = desk.get("/api/audit?limit=2").json();
    assertThat(reasons(first)).containsExactly("3", "2");
    JsonObject last = desk.get("/api/audit?limit=2&before=" + first.getString("next")).json();
    assertThat(reasons(last)).containsExactly("1");
    assertThat(last.getString("next")).isNull();
    JsonObject row = last.getJsonArray("acts").getJsonObject(0);
    assertThat(row.getString("act")).isEqualTo("notice");
    assertThat(row.getLong("at")).isEqualTo(FakeHands.NOW);
    assertThat(row.getValue("by")).isNull();
  }

  private static Stream<String> reasons(JsonObject page) {
    JsonArray acts = page.getJsonArray("acts");
    return acts.stream().map(act -> ((JsonObject) act).getString("reason"));
  }

  @Test
  void theLogSaysMoreOrLessAtRunTime() {
    JsonObject set =
        desk.ask(
                HttpMethod.PUT,
                "/api/log-level",
                "{\"logger\":\"chatnode.admin.example\",\"level\":\"FINE\"}")
            .json();
    assertThat(set.getString("level")).isEqualTo("FINE");
    assertThat(Logger.getLogger("chatnode.admin.example").getLevel()).isEqualTo(Level.FINE);
    assertThat(desk.get("/api/log-level").json().getJsonArray("levels").stream())
        .contains(new JsonObject("{\"logger\":\"chatnode.admin.example\",\"level\":\"FINE\"}"));
    assertThat(desk.ask(HttpMethod.PUT, "/api/log-level", "{\"level\":\"LOUD\"}").status())
        .isEqualTo(400);
  }

  @Test
  void otherMethodsAndPathsAreProblemsToo() {
    Answer other = desk.ask(HttpMethod.DELETE, "/api/people", null);
    assertThat(other.status()).isEqualTo(405);
    assertThat(other.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(desk.get("/api/nothing").json().getString("code")).isEqualTo("not_found");
    assertThat(desk.post("/api/notices", "x".repeat(70_000)).status()).isEqualTo(413);
  }
}
