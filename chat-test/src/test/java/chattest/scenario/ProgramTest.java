package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Folders;
import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client that nodes serve, in programs that run in Node. */
class ProgramTest {
  private static final Path WEBROOT = Path.of("../webroot").toAbsolutePath().normalize();
  private static final String CLIENT = WEBROOT.resolve("client/chat.js").toString();
  private static final Pattern BOT = Pattern.compile("```js\n(// bot.mjs\n.*?)```", Pattern.DOTALL);

  @Test
  void theBotOfTheReadmeHasTwentyLinesAtMostAndDoesWhatItIsThereFor() throws Exception {
    Matcher readme = BOT.matcher(Files.readString(Path.of("../README.md")));
    assertThat(readme.find()).isTrue();
    String bot = readme.group(1);
    assertThat(bot.lines()).hasSizeLessThanOrEqualTo(20);
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      Client lee = Client.hello(node, "Lee").join("lobby");
      try (NodeJs program = NodeJs.run(besideThePage("bot.mjs", bot), node.http(""))) {
        lee.awaitPeople(2);
        lee.say("lobby", "1", "hello").say("lobby", "2", "!echo hello, bot");
        assertThat(lee.messages(3))
            .as(program::toString)
            .containsExactly("hello", "!echo hello, bot", "Lee says: hello, bot");
      }
      lee.close();
    }
  }

  /** Where a program of a user would lie: in a folder of its own that has a webroot. */
  private static Path besideThePage(String name, String text) throws IOException {
    Path folder = Files.createDirectories(Folders.fresh("program"));
    Files.createSymbolicLink(folder.resolve("webroot"), WEBROOT);
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void typeScriptFindsNothingWrongWithAProgramThatIsRightAndSomethingWithEachThatIsNot()
      throws Exception {
    String program = Files.readString(Path.of("src/test/resources/node/program.ts"));
    Path file = besideThePage("program.ts", program);
    try (NodeJs types = NodeJs.run("types", file.toString())) {
      assertThat(types.await("checked").getJsonArray("complaints")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "http"})
  void aProgramSaysHearsAndAsks(String transport) {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      Client lee = Client.hello(node, "Lee").join("room");
      lee.say("room", "before", "before").await("ack");
      try (NodeJs program = NodeJs.run("program", CLIENT, transport, node.http(""))) {
        program.tell("{'type':'join','room':'room'}").await("joined");
        lee.awaitPeople(2);
        program.tell("{'type':'people','room':'room'}");
        assertThat(program.await("people").getInteger("count")).isEqualTo(2);
        program.tell("{'type':'say','room':'room','text':'안녕','id':'x1'}");
        JsonObject said = program.await("said");
        assertThat(said.getLong("seq")).isEqualTo(2);
        program.tell("{'type':'say','room':'room','text':'안녕','id':'x1'}");
        assertThat(program.await("said")).isEqualTo(said);
        lee.say("room", "after", "after");
        assertThat(program.messages(2)).containsExactly("안녕", "after");
        assertThat(lee.messages(3)).containsExactly("before", "안녕", "after");
        program.tell("{'type':'history','room':'room','page':{'limit':2}}");
        JsonObject page = program.await("history");
        assertThat(page.getJsonArray("messages").getJsonObject(0).getString("text"))
            .isEqualTo("안녕");
        program.tell(
            new JsonObject()
                .put("type", "history")
                .put("room", "room")
                .put("page", page.getJsonObject("next")));
        JsonObject older = program.await("history").getJsonArray("messages").getJsonObject(0);
        assertThat(older.getString("text")).isEqualTo("before");
        program.tell("{'type':'search','text':'녕'}");
        assertThat(program.await("found").getJsonArray("messages")).hasSize(1);
        program.tell("{'type':'rooms'}");
        assertThat(program.await("rooms").getJsonArray("rooms"))
            .containsExactly(new JsonObject().put("room", "room").put("count", 2));
        assertThat(program.heardNothingOf("gap")).isTrue();
        assertThat(program.heardNothingOf("error")).isTrue();
      }
      lee.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws", "http"})
  void whenItsNodeIsKilledAProgramGoesOnAtAnotherWithNothingMissingOrTwice(String transport) {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess one = cluster.node();
      NodeProcess two = cluster.node();
      Client lee = Client.hello(two, "Lee").join("room");
      try (NodeJs program = NodeJs.run("program", CLIENT, transport, one.http(""), two.http(""))) {
        program.tell("{'type':'join','room':'room'}").await("joined");
        talk(lee, program, 0);
        one.kill();
        talk(lee, program, 10);
        List<String> order = lee.messages(40);
        assertThat(program.messages(40)).isEqualTo(order);
        assertThat(order).doesNotHaveDuplicates();
        assertThat(order.stream().filter(text -> text.startsWith("program ")))
            .containsExactlyElementsOf(
                IntStream.range(0, 20).mapToObj(i -> "program " + i).toList());
        assertThat(LongStream.range(0, 20).map(i -> program.await("said").getLong("seq")))
            .doesNotHaveDuplicates();
        assertThat(program.heardNothingOf("gap")).isTrue();
        program.await("state", state -> two.name().equals(state.getString("node")));
      }
      lee.close();
    }
  }

  private static void talk(Client lee, NodeJs program, int from) {
    IntStream.range(from, from + 10)
        .forEach(
            i -> {
              program.tell("{'type':'say','room':'room','text':'program " + i + "'}");
              lee.say("room", "lee" + i, "lee " + i).await("ack");
            });
  }

  @Test
  void anEarlierRunGoesOnWhereItWas() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      Client lee = Client.hello(node, "Lee").join("room");
      IntStream.rangeClosed(1, 5).forEach(i -> lee.say("room", "m" + i, "m" + i).await("ack"));
      long epoch = lee.say("room", "m6", "m6").await("ack").getLong("epoch");
      try (NodeJs program = NodeJs.run("program", CLIENT, "auto", node.http(""))) {
        program.tell(
            "{'type':'join','room':'room','place':{'epoch':%d,'after':3}}".formatted(epoch));
        assertThat(program.messages(3)).containsExactly("m4", "m5", "m6");
      }
      lee.close();
    }
  }
}
