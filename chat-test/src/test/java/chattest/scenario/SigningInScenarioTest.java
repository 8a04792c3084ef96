package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Api;
import chattest.support.Client;
import chattest.support.Listener;
import chattest.support.Login;
import chattest.support.NodeProcess;
import chattest.support.StompClient;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People whom a site has signed in, by a login that is not ours. */
class SigningInScenarioTest {
  @TempDir Path folder;
  private final TestCluster cluster = new TestCluster();
  private final Login login = new Login("spring");

  @AfterEach
  void end() {
    cluster.close();
    login.close();
  }

  private static Client hello(NodeProcess node, String token) {
    return Client.connect(node).send("{'type':'hello','token':'" + token + "'}");
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  @Test
  void theirTokensAreTakenByEveryWayAlsoWhenTheKeysChangeAndWhileTheLoginIsOut() {
    NodeProcess node = cluster.node(login.options());
    Api api = new Api(node);
    String ann = login.token("ann");
    try (Client socket = hello(node, ann)) {
      assertThat(socket.await("welcome").getString("id")).isEqualTo("ann");
      socket.join("room");
      JsonObject text = new JsonObject().put("text", "by http");
      assertThat(api.post("room", text, bearer(ann)).statusCode()).isEqualTo(201);
      assertThat(socket.await("message").getJsonObject("from").getString("id")).isEqualTo("ann");
    }
    StompClient.connect(node, "login:ann", "passcode:" + ann).close();

    login.changesKeys("summer"); // a token is what tells the node of it, here one over HTTP
    String ben = login.token("ben");
    try (Listener events = Listener.to(node, "/api/rooms/room/events", bearer(ben))) {
      assertThat(events.await("welcome").getString("id")).isEqualTo("ben");
    }
    assertThat(api.get("/api/rooms", bearer(ann)).statusCode()).isEqualTo(401);
    int asked = login.asked();
    login.changesKeys("autumn"); // within a minute nobody asks again
    String cleo = login.token("cleo");
    assertThat(api.get("/api/rooms", bearer(cleo)).statusCode()).isEqualTo(401);
    assertThat(hello(node, cleo).awaitClose().code()).isEqualTo(4003);
    assertThat(login.asked()).isEqualTo(asked);

    login.isOut();
    assertThat(api.get("/api/rooms", bearer(ben)).statusCode()).isEqualTo(200);
    for (String secret : List.of(ann, ben, cleo)) {
      assertThat(node.output()).doesNotContain(secret.substring(secret.length() - 40));
    }
  }

  /** Clocks may differ by half a minute, so a token that ran out 26 s ago has 4 s left. */
  @Test
  void whereATokenRunsOutTheConnectionEnds() {
    NodeProcess node = cluster.node(login.options());
    String token = login.tokenFor("ann", -26);
    try (Client socket = hello(node, token);
        StompClient stomp = StompClient.connect(node, "passcode:" + token);
        Listener events = Listener.to(node, "/api/rooms/room/events", bearer(token));
        Client renewed = hello(node, token)) {
      assertThat(socket.await("error").getString("code")).isEqualTo("forbidden");
      renewed.await("welcome");
      renewed.send("{'type':'token','token':'" + login.token("ann") + "'}").await("welcome");
      assertThat(socket.awaitClose()).isEqualTo(new Client.Closed(4003, "your token has run out"));
      assertThat(stomp.await("ERROR").toString()).contains("forbidden");
      assertThat(stomp.awaitClose().code()).isEqualTo(4003);
      events.awaitEnd();
      renewed.send("{'type':'ping'}").await("pong");
    }
  }

  @Test
  void aTicketStandsForItsOwnerOnceAndIsInNoLog() {
    NodeProcess node = cluster.node(login.options("--guests=off"));
    Api api = new Api(node);
    HttpResponse<String> none = api.ask("POST", "/api/tickets");
    assertThat(none.statusCode()).isEqualTo(401);
    HttpResponse<String> made = api.ask("POST", "/api/tickets", bearer(login.token("ann")));
    assertThat(made.statusCode()).isEqualTo(201);
    String ticket = new JsonObject(made.body()).getString("ticket");
    String path = "/api/rooms/room/events?ticket=" + ticket;
    try (Listener events = Listener.to(node, path)) {
      assertThat(events.await("welcome").getString("id")).isEqualTo("ann");
    }
    assertThat(Listener.refused(node.http(path)).statusCode()).isEqualTo(401);
    String second =
        new JsonObject(api.ask("POST", "/api/tickets", bearer(login.token("ann"))).body())
            .getString("ticket");
    try (Client plain = Client.plain(node, "room=room&ticket=" + second)) {
      plain.sendRaw("hello");
      assertThat(
              new JsonObject(api.get(Api.messages("room"), bearer(login.token("ben"))).body())
                  .getJsonArray("messages"))
          .isNotNull();
    }
    assertThat(node.output()).doesNotContain(ticket.substring(20)).doesNotContain(second);
  }

  private Path rules(String... rules) throws IOException {
    Path file = folder.resolve("rules.json");
    Path fresh =
        Files.writeString(folder.resolve("fresh"), "{\"rules\":[" + String.join(",", rules) + "]}");
    return Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static String rule(String who, String may) {
    return "{\"who\":\"" + who + "\",\"rooms\":\"*\",\"may\":[" + may + "]}";
  }

  @Test
  void rulesAreReadAnewAndAMistakeKeepsTheOldOnes() throws Exception {
    Path file = rules(rule("*", "\"read\",\"say\""));
    NodeProcess node = cluster.node("--standalone", "--rules=" + file);
    try (Client ann = Client.hello(node, "ann");
        Client plain = Client.plain(node, "room=room");
        Listener events = Listener.to(node, "/api/rooms/room/events")) {
      ann.join("room");
      events.await("joined");
      rules(rule("*", "\"write\""));
      Until.holds(() -> node.output().contains("rule 1: 'may'"));
      ann.say("room", "1", "still here");
      ann.await("ack");
      rules(rule("role:staff", "\"read\""));
      assertThat(ann.await("welcome").getJsonArray("may")).isEmpty();
      assertThat(ann.await("error").getString("code")).isEqualTo("forbidden");
      ann.await("left");
      assertThat(events.await("error").getString("code")).isEqualTo("forbidden");
      events.awaitEnd();
      assertThat(plain.awaitClose().code()).isEqualTo(4003);
    }
  }

  @Test
  void aNodeDoesNotStartWithRulesThatItDoesNotUnderstand() throws Exception {
    Path file = rules(rule("everybody", "\"read\""));
    NodeProcess node = cluster.launch("--standalone", "--rules=" + file);
    assertThat(node.await()).isEqualTo(1);
    assertThat(node.output())
        .contains(
            "chat-node: --rules: " + file + ": rule 1: 'who': it is guest, signed-in, role:NAME");
  }

  // ---- the examples of docs/signing-in.md

  private static String example(String language) throws IOException {
    String page = Files.readString(Path.of("../docs/signing-in.md"));
    Matcher code = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
    assertThat(code.find()).isTrue();
    return code.group(1);
  }

  private String run(String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private void signsIn(String keys, String token) throws IOException {
    Path file = Files.writeString(folder.resolve("keys.json"), keys);
    NodeProcess node =
        cluster.node(
            "--standalone",
            "--guests=off",
            "--jwt-keys=" + file,
            "--jwt-issuer=https://shop.example",
            "--jwt-audience=chat");
    try (Client client = hello(node, token)) {
      JsonObject welcome = client.await("welcome");
      assertThat(welcome.getString("id")).isEqualTo("u1");
      assertThat(welcome.getString("nick")).isEqualTo("Ann");
    }
  }

  @Test
  void theExampleInNodeSignsSomebodyIn() throws Exception {
    run("openssl", "genrsa", "-out", "chat-key.pem", "2048");
    Files.writeString(
        folder.resolve("site.mjs"),
        example("js")
            + "console.log(JSON.stringify(keys));\n"
            + "console.log(tokenFor({ id: 'u1', name: 'Ann', roles: ['staff'] }));\n");
    String[] lines = run("node", "site.mjs").split("\n");
    signsIn(lines[0], lines[1]);
  }

  @Test
  void theExampleInPythonSignsSomebodyIn() throws Exception {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    Files.write(folder.resolve("chat-secret"), secret);
    Files.writeString(
        folder.resolve("site.py"),
        example("python")
            + "print(json.dumps(KEYS))\n"
            + "print(token_for('u1', 'Ann', ['staff']))\n");
    String[] lines = run("python3", "site.py").split("\n");
    signsIn(lines[0], lines[1]);
  }
}
