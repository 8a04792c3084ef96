package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Folders;
import chattest.support.Http;
import chattest.support.Listener;
import chattest.support.NodeProcess;
import chattest.support.StompClient;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator looks up and does at night, with nothing but curl and the token. */
class OperatorTest {
  private static final String TOKEN = "not-everybodys-business";
  private static final TestCluster CLUSTER = new TestCluster();
  private static Path folder;
  private static NodeProcess node;

  @BeforeAll
  static void start() throws Exception {
    folder = Files.createDirectories(Folders.fresh("token"));
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    node = CLUSTER.node("--standalone", "--admin-port", "-1", "--admin-token-file", "" + file);
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private static HttpResponse<String> ask(String method, String path, String body) {
    return Http.ask(method, node.admin(path), body, "Authorization", "Bearer " + TOKEN);
  }

  private static JsonObject get(String path) {
    return new JsonObject(ask("GET", path, null).body());
  }

  /** Single quotes stand for double ones. */
  private static JsonObject done(String method, String path, String body) {
    HttpResponse<String> answer = ask(method, path, body == null ? null : body.replace('\'', '"'));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static List<JsonObject> people(String query) {
    return get("/api/people?" + query).getJsonArray("people").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private static JsonObject only(String query) {
    Until.holds(() -> people(query).size() == 1);
    return people(query).get(0);
  }

  @Test
  void whoHasNoTokenIsToldNothing() {
    for (String path : List.of("/metrics", "/api/people", "/api/cluster", "/admin/", "/")) {
      HttpResponse<String> answer = Http.get(node.admin(path));
      assertThat(answer.statusCode()).as(path).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      assertThat(ask("GET", path, null).statusCode()).as(path).isIn(200, 302);
    }
    assertThat(Http.status(node.admin("/health/ready"))).isEqualTo(200);
    assertThat(node.output()).doesNotContain(TOKEN);
  }

  @Test
  void everyWayInIsSeen() {
    Client json = Client.hello(node, "Jo").join("ways");
    Client plain = Client.plain(node, "room=ways&nick=Pia");
    StompClient stomp = StompClient.connect(node, "login:Stan");
    Listener events = Listener.to(node, "/api/rooms/ways/events?nick=Eve");
    stomp.subscribe("1", "ways");
    Http.ask("POST", node.http("/sockjs/000/abcd1234/xhr"), null);
    Until.holds(() -> people("room=ways").size() == 4);
    assertThat(
            people("room=ways").stream()
                .map(each -> each.getString("nick") + " by " + each.getString("way"))
                .toList())
        .containsExactlyInAnyOrder("Eve by sse", "Jo by ws", "Pia by plain", "Stan by stomp");
    JsonObject jo = only("q=jo&room=ways");
    assertThat(jo.getString("address")).isEqualTo("127.0.0.1");
    assertThat(jo.getString("id")).startsWith("~");
    assertThat(jo.getBoolean("signedIn")).isFalse();
    assertThat(jo.getLong("since")).isBetween(System.currentTimeMillis() - 60_000, Long.MAX_VALUE);
    assertThat(jo.getJsonArray("rooms")).containsExactly("ways");
    assertThat(jo.getLong("unread")).isZero();
    assertThat(people("").stream().map(each -> each.getString("way"))).contains("sockjs");
    json.close();
    plain.close();
    stomp.close();
    events.close();
  }

  @Test
  void aPersonIsClosedWhateverHeIsConnectedBy() {
    Client ann = Client.hello(node, "Ann").join("closing");
    Client again = Client.hello(node, "Ann");
    String id = only("q=Ann&room=closing").getString("id");
    assertThat(done("DELETE", "/api/people/" + id, null).getInteger("closed")).isEqualTo(2);
    assertThat(ann.awaitClose()).isEqualTo(new Client.Closed(1008, "closed by the operator"));
    assertThat(again.awaitClose().code()).isEqualTo(1008);

    Listener eve = Listener.to(node, "/api/rooms/closing/events?nick=Eve");
    JsonObject seen = only("q=Eve&room=closing");
    done("POST", "/api/close", "{'socket':" + seen.getLong("socket") + ",'reason':'stuck'}");
    eve.awaitEnd();
    Until.holds(() -> people("room=closing").isEmpty());
    JsonObject act = get("/api/audit").getJsonArray("acts").getJsonObject(0);
    assertThat(act.getString("act")).isEqualTo("close");
    assertThat(act.getString("reason")).isEqualTo("stuck");
  }

  @Test
  void aBanHoldsUntilItIsLifted() {
    Client pest = Client.hello(node, "Pest").join("yard");
    String id = only("q=Pest").getString("id");
    done("POST", "/api/bans", "{'person':'" + id + "','minutes':5,'reason':'spam'}");
    assertThat(pest.awaitClose().code()).isEqualTo(4003);
    Client back = Client.connect(node);
    back.send("{'type':'hello','nick':'Pest','client':'long secret of Pest'}");
    assertThat(back.awaitClose().code()).isEqualTo(4003);

    JsonObject ban = get("/api/bans").getJsonArray("bans").getJsonObject(0);
    assertThat(ban.getString("person")).isEqualTo(id);
    assertThat(ban.getString("reason")).isEqualTo("spam");
    done("DELETE", "/api/bans/" + ban.getString("number"), null);
    Until.holds(() -> get("/api/bans").getJsonArray("bans").isEmpty());
    Client.hello(node, "Pest").join("yard").close();
  }

  @Test
  void everybodyHearsANotice() {
    try (Client here = Client.hello(node, "Nell").join("hall");
        Client there = Client.hello(node, "Nils").join("cellar")) {
      done("POST", "/api/notices", "{'text':'We restart at 4.'}");
      assertThat(here.await("notice").getString("text")).isEqualTo("We restart at 4.");
      assertThat(there.await("notice").containsKey("by")).isFalse();
      done("POST", "/api/notices", "{'text':'Mind the step.','room':'cellar'}");
      assertThat(there.await("notice").getString("room")).isEqualTo("cellar");
      assertThat(here.heardNothingOf("notice")).isTrue();
    }
  }

  @Test
  void aMessageIsTakenBackForEverybody() {
    try (Client kim = Client.hello(node, "Kim").join("wall")) {
      kim.say("wall", "m1", "my address is ...").await("ack");
      String id = only("q=Kim").getString("id");
      JsonObject said = get("/api/rooms/wall/messages").getJsonArray("messages").getJsonObject(0);
      assertThat(said.getString("text")).isEqualTo("my address is ...");
      done("DELETE", "/api/rooms/wall/messages", "{'from':'" + id + "','id':'m1'}");
      JsonObject of = kim.await("delete").getJsonObject("of");
      assertThat(of).isEqualTo(new JsonObject().put("from", id).put("id", "m1"));
    }
  }

  @Test
  void aPageElsewhereCannotAct() {
    HttpResponse<String> refused =
        Http.ask(
            "POST",
            node.admin("/api/notices"),
            "{\"text\":\"x\"}",
            "Authorization",
            "Bearer " + TOKEN,
            "Origin",
            "https://evil.example");
    assertThat(refused.statusCode()).isEqualTo(403);
  }

  @Test
  void theLogSaysMoreWhileItRuns() {
    done("PUT", "/api/log-level", "{'level':'FINE'}");
    assertThat(get("/api/log-level").getJsonArray("levels"))
        .contains(new JsonObject().put("logger", "chatnode").put("level", "FINE"));
    done("PUT", "/api/log-level", "{'level':'INFO'}");
  }

  @Test
  void withoutATokenItStaysOnLoopback() throws Exception {
    NodeProcess open = CLUSTER.launch("--admin-host", "0.0.0.0", "--admin-port", "-1");
    Path file = Files.writeString(folder.resolve("short"), "short\n");
    NodeProcess weak = CLUSTER.launch("--admin-token-file", "" + file, "--admin-port", "-1");
    assertThat(open.await()).isEqualTo(2);
    assertThat(open.output().lines()).hasSize(1).first().asString().contains("--admin-token-file");
    assertThat(weak.await()).isEqualTo(2);
    assertThat(weak.output().lines()).hasSize(1).first().asString().contains("16 to 1024");
  }
}
