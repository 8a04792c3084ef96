package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeJs;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The STOMP client that most pages use: npm's stompjs. */
class StompJsTest {

  private static JsonObject connect(NodeJs client, NodeProcess node, int beats) {
    JsonObject headers = new JsonObject().put("login", "ann").put("client", "long secret of ann");
    client.tell(
        new JsonObject()
            .put("type", "connect")
            .put("url", node.ws("/stomp").toString())
            .put("headers", headers)
            .put("beats", beats));
    return client.await("connected");
  }

  private static JsonObject receipt(NodeJs client, String id) {
    return client.await("receipt", each -> id.equals(each.getString("receipt-id")));
  }

  @Test
  void itConnectsSubscribesSendsAndLeaves() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      try (NodeJs ann = NodeJs.run("stomp");
          Client ben = Client.hello(node, "ben").join("room")) {
        JsonObject connected = connect(ann, node, 0);
        assertThat(connected.getString("version")).isEqualTo("1.2");
        assertThat(connected.getJsonObject("headers").getString("nick")).isEqualTo("ann");
        ann.tell("{'type':'subscribe','room':'room'}");
        assertThat(receipt(ann, "subscribed room").getString("complete")).isEqualTo("true");
        ben.awaitPeople(2);
        ann.tell("{'type':'say','room':'room','id':'a:1','text':'안녕 👋'}");
        JsonObject receipt = receipt(ann, "a:1");
        JsonObject heard = ben.await("message");
        assertThat(receipt.getString("id")).isEqualTo("a:1");
        assertThat(receipt.getString("seq")).isEqualTo("" + heard.getLong("seq"));
        assertThat(heard.getString("text")).isEqualTo("안녕 👋");
        ben.say("room", "b:1", "hi\n:");
        JsonObject own = ann.await("message");
        JsonObject other = ann.await("message");
        assertThat(own.getString("text")).isEqualTo("안녕 👋");
        assertThat(own.getString("from"))
            .isEqualTo(connected.getJsonObject("headers").getString("id"));
        assertThat(other.getString("text")).isEqualTo("hi\n:");
        assertThat(other.getString("id")).isEqualTo("b:1");
        assertThat(other.getString("nick")).isEqualTo("ben");
        assertThat(other.getString("message-id")).isEqualTo(other.getString("epoch") + ":2");
        ann.tell("{'type':'leave'}").await("left");
        ben.awaitPeople(1);
        assertThat(ann.heardNothingOf("error")).isTrue();
      }
    }
  }

  @Test
  void anErrorIsOneForItToo() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      try (NodeJs ann = NodeJs.run("stomp")) {
        connect(ann, node, 0);
        ann.tell("{'type':'say','room':'no room','id':'1','text':'hi'}");
        JsonObject headers = ann.await("error").getJsonObject("headers");
        assertThat(headers.getString("code")).isEqualTo("bad_field");
        assertThat(headers.getString("message")).startsWith("room: 1 to 64");
        assertThat(headers.getString("receipt-id")).isEqualTo("1");
        assertThat(ann.await("closed").getInteger("code")).isEqualTo(4001);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"README.md, import { Client } from '@stomp", "docs/protocol.md, const stomp = "})
  void theExamplesOfTheDocumentsRun(String file, String start) throws IOException {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone");
      String code = example(file, start).replace("localhost:8080", "localhost:" + node.port());
      try (Client ben = Client.hello(node, "ben").join("lobby");
          NodeJs example = NodeJs.run("example", file.replaceAll("\\W", "-"), code)) {
        assertThat(ben.messages(1)).containsExactly("hello, world");
        assertThat(example.heardNothingOf("error")).isTrue();
      }
    }
  }

  /** The indented lines from the one that starts like that. */
  private static String example(String file, String start) throws IOException {
    return Files.readString(Path.of("..", file))
        .lines()
        .dropWhile(line -> !line.startsWith("    " + start))
        .takeWhile(line -> line.startsWith("    "))
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }

  /** It gives up after one that it misses, and we after two. */
  @Test
  void signsOfLifeGoBothWays() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--standalone", "--heartbeat", "2s");
      try (NodeJs ann = NodeJs.run("stomp")) {
        JsonObject connected = connect(ann, node, 1000);
        assertThat(connected.getJsonObject("headers").getString("heart-beat"))
            .isEqualTo("2000,2000");
        for (int i = 0; i < 6; i++) {
          ann.await("beat");
        }
        assertThat(ann.heardNothingOf("closed")).isTrue();
        node.freeze();
        ann.await("lost");
      }
    }
  }

  /** P4: what it missed between two nodes is exactly what it gets. */
  @Test
  void afterItsNodeWasKilledItGoesOnAtAnotherAndNothingIsLostOrRepeated() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.launch("--rate", "0");
      NodeProcess b = cluster.launch("--rate", "0");
      a.awaitReady();
      b.awaitReady();
      try (NodeJs ann = NodeJs.run("stomp");
          Client ben = Client.hello(b, "ben").join("room")) {
        connect(ann, a, 0);
        ann.tell("{'type':'subscribe','room':'room'}");
        receipt(ann, "subscribed room");
        List<Long> heard = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
          ben.say("room", "b" + i, "text " + i);
          if (i == 100) {
            ann.tell("{'type':'say','room':'room','id':'mine','text':'before'}");
            receipt(ann, "mine");
            heard.addAll(seqs(ann, 50));
            a.kill();
          }
        }
        ann.await("closed");
        ben.await("ack", each -> "b200".equals(each.getString("id")));
        connect(ann, b, 0);
        ann.tell("{'type':'subscribe','room':'room','resumes':true}");
        assertThat(receipt(ann, "subscribed room").getString("complete")).isEqualTo("true");
        ann.tell("{'type':'say','room':'room','id':'mine','text':'before'}");
        long mine = Long.parseLong(receipt(ann, "mine").getString("seq"));
        heard.addAll(seqs(ann, 201 - heard.size()));
        assertThat(heard).isEqualTo(LongStream.rangeClosed(1, 201).boxed().toList());
        assertThat(mine).isBetween(1L, 201L);
        assertThat(ann.heardNothingOf("message")).isTrue();
      }
    }
  }

  private static List<Long> seqs(NodeJs client, int count) {
    List<Long> seqs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      seqs.add(Long.valueOf(client.await("message").getString("seq")));
    }
    return seqs;
  }
}
