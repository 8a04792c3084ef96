package chatnode.table;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.RunningNode;
import chatnode.who.Issuer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ways in x deeds x rules: whichever way somebody comes, he may what the rules say, and nothing
 * else (P10). Every cell is tried over the wire.
 */
class RulesTableTest {
  private static final List<Case> CASES = Case.all();
  private static final Issuer ISSUER = new Issuer("first");

  @TempDir private static Path folder;
  private static RunningNode node;
  private static Ways ways;
  private static Wire root;

  @BeforeAll
  static void start() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules.json"), Case.file(CASES));
    Path keys = Files.writeString(folder.resolve("keys.json"), ISSUER.jwks());
    node =
        new RunningNode(
            "--store=sqlite:" + folder.resolve("store"),
            "--rate=0",
            "--api-rate=0",
            "--rules=" + rules,
            "--jwt-keys=" + keys,
            "--jwt-issuer=" + Issuer.ISSUER,
            "--jwt-audience=" + Issuer.AUDIENCE);
    ways = new Ways(node.port());
    prepare();
  }

  /** Somebody is in every room, and something was said there. */
  private static void prepare() throws Exception {
    String token = ISSUER.token("root");
    root =
        new Wire(
            HttpClient.newHttpClient(), "ws://127.0.0.1:" + node.port() + "/chat", "chat.v1.json");
    root.say(new JsonObject().put("type", "hello").put("token", token).encode());
    for (Case each : CASES) {
      root.say(new JsonObject().put("type", "join").put("room", each.room()).encode());
      root.say(
          new JsonObject()
              .put("type", "say")
              .put("room", each.room())
              .put("id", each.room())
              .put("text", "said in " + each.room())
              .encode());
      root.hear(text -> text.contains("\"ack\"") && text.contains(each.room()));
    }
    String last = CASES.get(CASES.size() - 1).room();
    while (!Ways.text(ways.ask("/api/rooms?limit=200", token, null)).contains(last)) {
      Thread.onSpinWait(); // lists are of within the last second
    }
  }

  @AfterAll
  static void stop() throws Exception {
    root.close();
    node.close();
  }

  @Test
  void theTableIsLarge() {
    int deeds = Ways.DEEDS.values().stream().mapToInt(each -> each.size()).sum();
    assertThat(CASES.size() * deeds).isGreaterThanOrEqualTo(150);
  }

  @TestFactory
  Stream<DynamicContainer> whoeverComesMayWhatTheRulesSayWhicheverWayHeComes() {
    return CASES.stream()
        .map(
            each ->
                DynamicContainer.dynamicContainer(
                    each.name(),
                    Ways.DEEDS.keySet().stream().sorted().flatMap(way -> cells(each, way))));
  }

  private Stream<DynamicTest> cells(Case each, String way) {
    String token =
        each.person() == null
            ? null
            : ISSUER.token(each.person(), each.roles().toArray(String[]::new));
    return Ways.DEEDS.get(way).entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(
            deed ->
                DynamicTest.dynamicTest(
                    way + ": " + deed.getKey(),
                    () ->
                        assertThat(ways.may(way, deed.getKey(), each.room(), token))
                            .isEqualTo(each.may().containsAll(deed.getValue()))));
  }
}
