package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Api;
import chattest.support.Client;
import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Chat over plain HTTP, by clients that are not ours; what they are answered is held against the
 * description that the node serves.
 */
class ApiTest {
  private static final String SECRET = "a secret of ann's own";
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess first;
  private static NodeProcess second;
  private static Api a;
  private static Api b;

  @BeforeAll
  static void start() {
    first = CLUSTER.launch("--api-rate=0");
    second = CLUSTER.launch("--api-rate=0");
    a = new Api(first.awaitReady());
    b = new Api(second.awaitReady());
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static JsonObject post(String id, String text) {
    return new JsonObject()
        .put("id", id)
        .put("nick", "ann")
        .put("client", SECRET)
        .put("text", text);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  private static JsonObject message(JsonObject page, int index) {
    return page.getJsonArray("messages").getJsonObject(index);
  }

  // ---- messages

  @Test
  void whatIsPostedOnOneNodeIsPolledOnAnotherAtThePlaceThatWasAnswered() {
    HttpResponse<String> posted = a.post("across", post("1", "안녕 👋"));
    assertThat(posted.statusCode()).isEqualTo(201);
    JsonObject place = json(posted);
    assertThat(place.getString("id")).isEqualTo("1");
    JsonObject page = b.json(Api.messages("across"));
    assertThat(page.getLong("epoch")).isEqualTo(place.getLong("epoch"));
    assertThat(page.getLong("head")).isEqualTo(1);
    JsonObject message = message(page, 0);
    assertThat(message.getString("text")).isEqualTo("안녕 👋");
    assertThat(message.getString("id")).isEqualTo("1");
    assertThat(message.getJsonObject("from").getString("nick")).isEqualTo("ann");
    for (String field : List.of("epoch", "seq", "at")) {
      assertThat(message.getLong(field)).isEqualTo(place.getLong(field));
    }
  }

  @Test
  void whoWaitsOnAnotherNodeHearsItAtOnceUnderTheSameNumber() {
    JsonObject before = a.say("waits", "before");
    String query = "?wait=60&after=1&epoch=" + before.getLong("epoch");
    CompletableFuture<HttpResponse<String>> waiting = b.startGet(Api.messages("waits") + query);
    try (Client there = Client.hello(second, "there").join("waits")) {
      JsonObject place = a.say("waits", "now");
      JsonObject page = json(waiting.join());
      assertThat(Api.texts(page)).containsExactly("now");
      assertThat(message(page, 0).getLong("seq")).isEqualTo(place.getLong("seq"));
      assertThat(page.getBoolean("complete")).isTrue();
      assertThat(there.await("message", each -> each.getInteger("seq") == 2).getString("text"))
          .isEqualTo("now");
    }
  }

  @Test
  void whatIsSaidOnASocketIsPolledAndWhatIsPostedIsHeardOnIt() {
    try (Client ben = Client.hello(first, "ben").join("mixed")) {
      ben.say("mixed", "1", "by socket").await("ack");
      b.post("mixed", post("2", "by post"));
      assertThat(ben.messages(2)).containsExactly("by socket", "by post");
      assertThat(Api.texts(b.json(Api.messages("mixed")))).containsExactly("by socket", "by post");
    }
  }

  @Test
  void whatAPlainClientSendsAsBytesIsPolledAsBase64() {
    try (Client plain = Client.plain(first, "room=bytes")) {
      plain.sendBinary(new byte[] {1, 2, 3});
      Until.holds(() -> b.json(Api.messages("bytes")).getLong("head") == 1);
      JsonObject message = message(b.json(Api.messages("bytes")), 0);
      assertThat(message.getBinary("data")).containsExactly(1, 2, 3);
      assertThat(message.containsKey("text")).isFalse();
    }
  }

  @Test
  void theSameIdOfTheSameClientIsTheSameMessageAndOfAnotherItIsNot() {
    HttpResponse<String> once = a.post("once", post("same", "first"));
    HttpResponse<String> again = b.post("once", post("same", "changed"));
    assertThat(once.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(json(again)).isEqualTo(json(once));
    JsonObject other = post("same", "another's").put("client", "a secret of somebody else");
    assertThat(a.post("once", other).statusCode()).isEqualTo(201);
    JsonObject stranger = post("same", "a stranger's");
    stranger.remove("client");
    assertThat(a.post("once", stranger).statusCode()).isEqualTo(201);
    JsonObject page = b.json(Api.messages("once"));
    assertThat(Api.texts(page)).containsExactly("first", "another's", "a stranger's");
    assertThat(IntStream.range(0, 3).mapToObj(i -> message(page, i).getJsonObject("from")))
        .extracting(from -> from.getString("id"))
        .doesNotHaveDuplicates();
  }

  @Test
  void theIdempotencyKeyStandsForTheId() {
    JsonObject body = new JsonObject().put("client", SECRET).put("text", "keyed");
    HttpResponse<String> once = a.post("keyed", body, "Idempotency-Key", "\"my key\"");
    assertThat(once.statusCode()).isEqualTo(201);
    assertThat(json(once).getString("id")).isEqualTo("my key");
    assertThat(a.post("keyed", body, "Idempotency-Key", "my key").statusCode()).isEqualTo(200);
    assertThat(a.post("keyed", body.copy().put("id", "my key")).statusCode()).isEqualTo(200);
    HttpResponse<String> both =
        a.post("keyed", body.copy().put("id", "other"), "Idempotency-Key", "my key");
    assertThat(both.statusCode()).isEqualTo(400);
    assertThat(a.post("keyed", body, "Idempotency-Key", "x".repeat(65)).statusCode())
        .isEqualTo(400);
    assertThat(a.json(Api.messages("keyed")).getLong("head")).isEqualTo(1);
  }

  @Test
  void aMillionNamesThatNobodyUsesMakeNoRooms() {
    for (int i = 0; i < 50; i++) {
      JsonObject nothing = a.json(Api.messages("made-up-" + i) + "?after=0");
      assertThat(nothing.getLong("epoch")).isZero();
      assertThat(nothing.getBoolean("complete")).isTrue();
    }
    try (NodeProcess export = NodeProcess.launch(List.of("export", "--store", CLUSTER.store()))) {
      assertThat(export.await()).isZero();
      assertThat(export.output()).doesNotContain("made-up").contains("\"type\":\"end\"");
    }
  }

  @Test
  void pagesLeadBackToTheFirstMessage() {
    for (int i = 1; i <= 7; i++) {
      a.say("pages", "text " + i);
    }
    List<String> texts = new ArrayList<>();
    JsonObject page = b.json(Api.messages("pages") + "?limit=3");
    while (true) {
      texts.addAll(0, Api.texts(page));
      assertThat(page.getLong("head")).isEqualTo(7);
      if (!page.getBoolean("more")) {
        break;
      }
      JsonObject next = page.getJsonObject("next");
      page =
          b.json(
              Api.messages("pages")
                  + "?limit=3&before=%d&epoch=%d"
                      .formatted(next.getLong("before"), next.getLong("epoch")));
    }
    assertThat(texts).isEqualTo(IntStream.rangeClosed(1, 7).mapToObj(i -> "text " + i).toList());
  }

  @Test
  void headIsGetWithoutABody() {
    a.say("head", "text");
    for (String path : List.of("/api/rooms", Api.messages("head"), "/api/openapi.yaml")) {
      HttpResponse<String> get = b.get(path);
      HttpResponse<String> head = b.ask("HEAD", path);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      for (String name : List.of("ETag", "Content-Type", "Content-Length", "Cache-Control")) {
        assertThat(head.headers().firstValue(name)).isEqualTo(get.headers().firstValue(name));
      }
    }
  }

  @Test
  void anAnswerThatIsKnownIsNotSentAgainByAnyNode() {
    a.say("known", "text");
    String tag = a.get(Api.messages("known")).headers().firstValue("ETag").orElseThrow();
    assertThat(b.get(Api.messages("known"), "If-None-Match", tag).statusCode()).isEqualTo(304);
    a.say("known", "more");
    assertThat(b.get(Api.messages("known"), "If-None-Match", tag).statusCode()).isEqualTo(200);
  }

  @Test
  void whatDescribesTheApiIsOpenApi() {
    try (NodeJs validator = NodeJs.run("openapi", first.http("/api/openapi.yaml"))) {
      JsonObject told = validator.await("validated");
      assertThat(told.getBoolean("valid")).as(told.getString("errors")).isTrue();
      assertThat(told.getString("version")).isEqualTo("3.1");
    }
  }

  // ---- people, rooms, search

  @Test
  void roomsAndPeopleAreListedAndWhoOnlyWaitsIsNotAmongThem() {
    try (Client ben = Client.hello(second, "ben").join("listed");
        Client eve = Client.hello(first, "eve").join("listed")) {
      eve.awaitPeople(2);
      a.say("listed", "text");
      CompletableFuture<HttpResponse<String>> waiting =
          a.startGet(Api.messages("listed") + "?wait=60");
      Until.holds(() -> a.json("/api/rooms/listed/people").getInteger("count") == 2);
      JsonObject people = a.json("/api/rooms/listed/people");
      assertThat(people.getString("room")).isEqualTo("listed");
      assertThat(
              people.getJsonArray("people").stream()
                  .map(each -> ((JsonObject) each).getString("nick")))
          .containsExactlyInAnyOrder("ben", "eve");
      Until.holds(() -> room("listed") != null);
      assertThat(room("listed").getInteger("people")).isEqualTo(2);
      assertThat(room("listed").getLong("head")).isEqualTo(1);
      ben.say("listed", "1", "bye").await("ack");
      assertThat(waiting.join().statusCode()).isEqualTo(200);
    }
  }

  private static JsonObject room(String name) {
    return a.json("/api/rooms?limit=200").getJsonArray("rooms").stream()
        .map(JsonObject.class::cast)
        .filter(each -> each.getString("name").equals(name))
        .findFirst()
        .orElse(null);
  }

  @Test
  void whatWasPostedIsFoundInRoomsThatAreNamedPageByPage() {
    for (String room : List.of("found1", "found2")) {
      a.say(room, "무지개송어 in " + room);
      a.say(room, "nothing of the kind");
    }
    String query = "/api/search?q=%EB%AC%B4%EC%A7%80%EA%B0%9C&limit=1&room=found1&room=found2";
    JsonObject newest = b.json(query);
    assertThat(Api.texts(newest)).containsExactly("무지개송어 in found2");
    assertThat(message(newest, 0).getString("room")).isEqualTo("found2");
    JsonObject next = newest.getJsonObject("next");
    String mark = ":%d:%d".formatted(next.getLong("epoch"), next.getLong("seq"));
    JsonObject older = b.json(query + "&before=" + next.getString("room") + mark);
    assertThat(Api.texts(older)).containsExactly("무지개송어 in found1");
    assertThat(older.getBoolean("more")).isFalse();
    String only = "/api/search?q=kind&room=found1";
    JsonObject one = message(b.json(only), 0);
    String place = "&before=%d:%d".formatted(one.getLong("epoch"), one.getLong("seq"));
    assertThat(b.json(only + place).getJsonArray("messages")).isEmpty();
    assertThat(b.get(only + "&before=found1" + mark).statusCode()).isEqualTo(400);
  }

  @Test
  void withoutARoomThoseThatAreListedAreSearched() {
    a.say("unlisted", "빙산의 일각");
    try (Client somebody = Client.hello(first, "somebody").join("searched")) {
      somebody.say("searched", "1", "빙산의 일각").await("ack");
      Until.holds(() -> room("searched") != null);
      JsonObject found = a.json("/api/search?q=%EB%B9%99%EC%82%B0");
      assertThat(found.getJsonArray("messages")).hasSize(1);
      assertThat(message(found, 0).getString("room")).isEqualTo("searched");
    }
  }
}
