package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import chattest.support.Api;
import chattest.support.Client;
import chattest.support.Folders;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What moderators and operators do about people holds on both nodes, over a kill of both, and for
 * every way in. Everybody may moderate here, but in one room.
 */
class ModerationTest {
  private static final String RULES =
      "{'rules': ["
          + "{'who': '*', 'rooms': 'quiet', 'may': ['see', 'read', 'say']},"
          + "{'who': '*', 'rooms': '*',"
          + " 'may': ['see', 'read', 'say', 'edit', 'search', 'moderate']}]}";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static TestCluster cluster;
  private static Path rules;
  private static NodeProcess here;
  private static NodeProcess there;

  /** Somebody, and what the others know him by. */
  private record Guest(Client client, String id) {
    static Guest on(NodeProcess node, String nick, String... headers) {
      Client client = Client.open(node.ws("/chat"), "chat.v1.json", headers);
      return new Guest(client, hello(client, nick).await("welcome").getString("id"));
    }

    static Client hello(Client client, String nick) {
      return client.send("{'type':'hello','nick':'" + nick + "','client':'" + secret(nick) + "'}");
    }

    Guest join(String room) {
      client.join(room);
      return this;
    }

    Guest tries(String room) {
      client.send("{'type':'join','room':'" + room + "'}");
      return this;
    }

    void does(String act, String room, Guest other, String more) {
      client.send(
          "{'type':'" + act + "','room':'" + room + "','person':'" + other.id + "'" + more + "}");
    }

    String forbidden() {
      JsonObject error = client.await("error");
      assertThat(error.getString("code")).isEqualTo("forbidden");
      return error.getString("message");
    }

    String notice() {
      return client.await("notice").getString("text");
    }
  }

  private static String secret(String nick) {
    return "long secret of " + nick;
  }

  @BeforeAll
  static void startBoth() throws IOException {
    Path folder = Files.createDirectories(Folders.fresh("rules"));
    rules = Files.writeString(folder.resolve("rules.json"), RULES.replace('\'', '"'));
    cluster = new TestCluster();
    startThem();
  }

  private static void startThem() {
    String[] options = {
      "--admin-port=-1", "--rules", rules.toString(), "--trusted-proxies", "127.0.0.1"
    };
    here = cluster.launch(options);
    there = cluster.launch(options);
    here.awaitReady();
    there.awaitReady();
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  void aModeratorsActsHoldOnBothNodesAndOverAKillOfBoth() {
    Guest kim = Guest.on(here, "kim").join("room");
    Guest ann = Guest.on(there, "ann").join("room");
    Guest bob = Guest.on(there, "bob").join("room");
    kim.client.awaitPeople(3);
    aKickIsNoBan(kim, ann, bob);
    whoIsMutedIsNotHeard(kim, ann, bob);
    whoMayNotDoesNothing(kim, ann);

    kim.does("ban", "room", ann, ",'minutes':90,'reason':'spam'");
    assertThat(bob.notice()).isEqualTo("ann was banned by kim for 90 minutes: spam");
    ann.client.await("left");
    assertThat(ann.forbidden())
        .startsWith("you are banned from this room until ")
        .endsWith(": spam");
    assertThat(ann.tries("room").forbidden()).endsWith(": spam");
    assertThat(post(there, "ann").statusCode()).isEqualTo(403);
    kim.does("mute", "room", bob, "");
    kim.client.await("done", done -> done.getString("person").equals(bob.id));

    here.kill();
    there.kill();
    startThem();
    Guest again = Guest.on(here, "ann");
    assertThat(again.id).isEqualTo(ann.id);
    assertThat(again.tries("room").forbidden()).endsWith(": spam");
    Guest silent = Guest.on(there, "bob").join("room");
    silent.client.say("room", "b2", "may I?");
    assertThat(silent.forbidden()).isEqualTo("you may not say anything here");
    Guest moderator = Guest.on(there, "kim");
    moderator.does("unban", "room", again, "");
    moderator.client.await("done");
    moderator.does("unmute", "room", silent, "");
    moderator.client.await("done");
    silent.client.say("room", "b3", "thanks");
    silent.client.await("ack");
    silent.client.await("notice", notice -> notice.getString("text").startsWith("bob was unmuted"));
    again.join("room");
  }

  private static void aKickIsNoBan(Guest kim, Guest ann, Guest bob) {
    kim.does("kick", "room", ann, ",'reason':'calm down'");
    JsonObject done = kim.client.await("done");
    assertThat(done.getString("act")).isEqualTo("kick");
    assertThat(done.getString("person")).isEqualTo(ann.id);
    for (Guest each : List.of(kim, ann, bob)) {
      assertThat(each.notice()).isEqualTo("ann was kicked by kim: calm down");
    }
    assertThat(ann.forbidden()).isEqualTo("you were put out of this room by kim: calm down");
    ann.client.await("left");
    ann.join("room");
    kim.client.awaitPeople(3);
  }

  private static void whoIsMutedIsNotHeard(Guest kim, Guest ann, Guest bob) {
    kim.does("mute", "room", ann, ",'minutes':5");
    assertThat(ann.notice()).isEqualTo("ann was muted by kim for 5 minutes");
    ann.client.say("room", "a1", "hello?");
    assertThat(ann.forbidden()).startsWith("you may not say anything here until ");
    assertThat(post(here, "ann").statusCode()).isEqualTo(403);
    assertThat(bob.notice()).isEqualTo("ann was muted by kim for 5 minutes");
    kim.does("unmute", "room", ann, "");
    assertThat(ann.notice()).isEqualTo("ann was unmuted by kim");
    assertThat(bob.notice()).isEqualTo("ann was unmuted by kim");
    ann.client.say("room", "a2", "hello");
    assertThat(bob.client.messages(1)).containsExactly("hello");
  }

  private static void whoMayNotDoesNothing(Guest kim, Guest ann) {
    kim.does("ban", "quiet", ann, "");
    assertThat(kim.forbidden()).isEqualTo("you may not do that here");
    ann.join("quiet");
  }

  private static HttpResponse<String> post(NodeProcess node, String nick) {
    JsonObject body = new JsonObject().put("nick", nick).put("client", secret(nick));
    return new Api(node).post("room", body.put("text", "by another way"));
  }

  @Test
  void anOperatorKeepsAPersonOutOfTheWholeServer() {
    Guest eve = Guest.on(there, "eve").join("hall");
    Guest dan = Guest.on(there, "dan").join("hall");
    manage("POST", "/api/bans", new JsonObject().put("person", eve.id).put("reason", "no"));
    assertThat(eve.client.awaitClose())
        .isEqualTo(new Client.Closed(4003, "you are banned from this server: no"));
    Client again = Guest.hello(Client.connect(here), "eve");
    assertThat(again.awaitClose().code()).isEqualTo(4003);
    assertThat(post(here, "eve").statusCode()).isEqualTo(403);
    manage("POST", "/api/notices", new JsonObject().put("text", "all is well"));
    assertThat(dan.notice()).isEqualTo("all is well");
    lift("person", eve.id);
    Guest.on(here, "eve").join("hall");
  }

  @Test
  void anOperatorKeepsANetworkOut() {
    String[] inside = {"X-Forwarded-For", "203.0.113.9"};
    String[] outside = {"X-Forwarded-For", "203.0.114.9"};
    Guest bad = Guest.on(there, "bad", inside).join("hall");
    Guest good = Guest.on(there, "good", outside).join("hall");
    manage("POST", "/api/bans", new JsonObject().put("address", "203.0.113.0/24"));
    assertThat(bad.client.awaitClose().code()).isEqualTo(4003);
    for (NodeProcess node : List.of(here, there)) {
      assertThat(new Api(node).get("/api/rooms", inside).statusCode()).isEqualTo(403);
      assertThat(new Api(node).get("/api/rooms", outside).statusCode()).isEqualTo(200);
      Throwable refused =
          catchThrowable(() -> Client.open(node.ws("/chat"), "chat.v1.json", inside));
      assertThat(refused).hasCauseInstanceOf(WebSocketHandshakeException.class);
      assertThat(((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode())
          .isEqualTo(403);
    }
    good.client.say("hall", "g1", "still here");
    good.client.await("ack");
    lift("address", "203.0.113.0/24");
    Guest.on(there, "bad", inside).join("hall");
  }

  private static JsonObject manage(String method, String path, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(here.admin(path)))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    HttpResponse<String> answer =
        HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body().isEmpty() ? new JsonObject() : new JsonObject(answer.body());
  }

  private static void lift(String field, String value) {
    JsonArray bans = manage("GET", "/api/bans", new JsonObject()).getJsonArray("bans");
    String number =
        IntStream.range(0, bans.size())
            .mapToObj(bans::getJsonObject)
            .filter(ban -> value.equals(ban.getString(field)))
            .findFirst()
            .orElseThrow()
            .getString("number");
    manage("DELETE", "/api/bans/" + number, new JsonObject());
  }
}
