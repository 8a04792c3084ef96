package chattest.scenario;

import static chattest.support.Http.metric;
import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Listener;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two real nodes, clients of both kinds on each. */
class ChatAcrossNodesTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess a;
  private static NodeProcess b;

  @BeforeAll
  static void start() {
    a = CLUSTER.node("--rate", "0", "--admin-port", "-1");
    b = CLUSTER.node("--rate", "0", "--admin-port", "-1");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void theSecondNodeSaysThatThereAreTwo() {
    assertThat(b.readyLine())
        .matches(
            "chat-node [0-9a-f]{4} ready at http://127\\.0\\.0\\.1:\\d+ - cluster \"test-.*\", 2"
                + " nodes");
  }

  @Test
  void aTextReachesJsonAndPlainClientsOnTheOtherNodeInOrder() {
    try (Client ann = Client.hello(a, "ann").join("order");
        Client ben = Client.hello(b, "ben").join("order");
        Client plain = Client.plain(b, "room=order")) {
      Client.plain(b, "room=order&recent=1").close();
      ann.awaitPeople(3);
      List<String> said = IntStream.range(0, 50).mapToObj(i -> "text " + i).toList();
      IntStream.range(0, 50).forEach(i -> ann.say("order", "m" + i, said.get(i)));

      assertThat(ben.messages(50)).isEqualTo(said);
      assertThat(ann.messages(50)).isEqualTo(said);
      List<Object> heard = new ArrayList<>();
      said.forEach(each -> heard.add(plain.awaitRaw()));
      assertThat(heard).isEqualTo(said);
    }
  }

  @Test
  void aMessageGoesToNoNodeOnWhichNobodyListens() {
    try (Client ann = Client.hello(a, "ann").join("local").join("shared");
        Client ben = Client.hello(b, "ben").join("shared")) {
      Until.holds(() -> isSentToListenersOnly(ann));
      double heard = batchesHeardBy(b);
      for (int i = 0; i < 20; i++) {
        ann.say("local", "m" + i, "text " + i).await("ack");
      }
      ann.say("shared", "last", "what was sent before has been heard");
      ben.messages(1);
      assertThat(batchesHeardBy(b) - heard).isPositive().isLessThan(20);
    }
  }

  /** As soon as the nodes have told each other who listens to what. */
  private static boolean isSentToListenersOnly(Client ann) {
    String toAll = "chat_bus_batches_sent_total{to=\"all\"}";
    double before = metric(a, toAll);
    ann.say("local", "try" + System.nanoTime(), "is it known?").await("ack");
    return metric(a, toAll) == before;
  }

  private static double batchesHeardBy(NodeProcess node) {
    return metric(node, "chat_bus_batches_heard_total{wanted=\"yes\"}")
        + metric(node, "chat_bus_batches_heard_total{wanted=\"no\"}");
  }

  @Test
  void whoOnlyListensAndHasNoNameHearsOnTheOtherNodeWithoutAskingTheLog() {
    try (Client ann = Client.hello(a, "ann").join("watched");
        Listener watcher = Listener.to(b, "/api/rooms/watched/events")) {
      watcher.await("joined");
      ann.say("watched", "first", "by now a knows of the watcher");
      watcher.messages(1);
      double repaired = metric(b, "chat_holes_repaired_total");
      List<String> said = IntStream.range(0, 20).mapToObj(i -> "text " + i).toList();
      IntStream.range(0, 20).forEach(i -> ann.say("watched", "m" + i, said.get(i)).await("ack"));
      assertThat(watcher.messages(20)).isEqualTo(said);
      assertThat(metric(b, "chat_holes_repaired_total")).isEqualTo(repaired);
    }
  }

  @Test
  void everyoneSeesTheSameNumbersAndTheAckNamesThem() {
    try (Client ann = Client.hello(a, "ann").join("numbers");
        Client ben = Client.hello(b, "ben").join("numbers")) {
      ann.say("numbers", "first", "one");
      JsonObject ack = ann.await("ack");
      JsonObject there = ben.await("message");

      assertThat(ack.getString("id")).isEqualTo("first");
      assertThat(there.getString("id")).isEqualTo("first");
      assertThat(there.getLong("seq")).isEqualTo(1).isEqualTo(ack.getLong("seq"));
      assertThat(there.getLong("at")).isEqualTo(ack.getLong("at"));
      assertThat(there.getJsonObject("from").getString("nick")).isEqualTo("ann");
    }
  }

  @Test
  void presenceCrossesNodesAndTellsWhoCameRenamedAndLeft() {
    try (Client ann = Client.hello(a, "ann").join("presence")) {
      Client ben = Client.hello(b, "ben").join("presence");
      ann.await("presence", frame -> names(frame, "joined").contains("ben"));
      ben.send("{'type':'nick','nick':'벤'}");
      ann.await("presence", frame -> names(frame, "joined").contains("벤"));
      ben.send("{'type':'leave','room':'presence'}");
      ben.await("left");
      JsonObject left = ann.await("presence", frame -> !names(frame, "left").isEmpty());
      assertThat(names(left, "left")).containsExactly("벤");
      assertThat(left.getInteger("count")).isEqualTo(1);
      ben.close();
    }
  }

  @Test
  void whoJoinsIsToldWhoIsHereOnAllNodes() {
    try (Client ann = Client.hello(a, "ann").join("members")) {
      try (Client ben = Client.hello(b, "ben").join("members")) {
        ben.send("{'type':'ping'}").await("pong");
        ann.await("presence", frame -> names(frame, "joined").contains("ben"));
        Client cid = Client.hello(a, "cid");
        cid.send("{'type':'join','room':'members'}");
        JsonObject joined = cid.await("joined");
        assertThat(names(joined, "members")).containsExactlyInAnyOrder("ann", "ben", "cid");
        assertThat(joined.getInteger("count")).isEqualTo(3);
        cid.close();
      }
    }
  }

  @Test
  void typingReachesTheOthersOnly() {
    try (Client ann = Client.hello(a, "ann").join("typing");
        Client ben = Client.hello(b, "ben").join("typing")) {
      ann.send("{'type':'typing','room':'typing'}");
      assertThat(names(ben.await("typing"), "people")).containsExactly("ann");
      ann.send("{'type':'ping','t':'after'}");
      assertThat(ann.await("pong").getString("t")).isEqualTo("after");
    }
  }

  @Test
  void binaryFramesAreRelayedAsTheyAreAndShowAsDataInJson() {
    try (Client plain = Client.plain(a, "room=binary&nick=camera");
        Client ben = Client.hello(b, "ben").join("binary")) {
      plain.sendBinary(new byte[] {0, (byte) 0xff, 7});
      JsonObject message = ben.await("message");
      assertThat(message.getBinary("data")).containsExactly(0, 0xff, 7);
      assertThat(message.containsKey("text")).isFalse();
      assertThat(message.getJsonObject("from").getString("nick")).isEqualTo("camera");
      assertThat(plain.awaitRaw()).isEqualTo(Buffer.buffer(new byte[] {0, (byte) 0xff, 7}));
    }
  }

  @Test
  void aPlainClientAloneInARoomGetsAnExactEcho() {
    try (Client plain = Client.plain(a, "room=echo")) {
      plain.sendRaw("héllo 안녕 👋").sendBinary(new byte[0]).sendRaw("{\"type\":\"ping\"}");
      assertThat(plain.awaitRaw()).isEqualTo("héllo 안녕 👋");
      assertThat(plain.awaitRaw()).isEqualTo(Buffer.buffer());
      assertThat(plain.awaitRaw()).isEqualTo("{\"type\":\"ping\"}");
    }
  }

  @Test
  void severalObjectsInOneFrameAreTakenInOrder() {
    try (Client ann = Client.connect(a)) {
      ann.send(
          "{'type':'hello','nick':'ann'}\n{'type':'join','room':'lines'}\n"
              + "{'type':'say','room':'lines','id':'1','text':'one'}\n"
              + "{'type':'say','room':'lines','id':'2','text':'two'}");
      assertThat(ann.messages(2)).containsExactly("one", "two");
    }
  }

  @Test
  void theBusiestRoomsComeFirst() {
    try (Client ann = Client.hello(a, "ann").join("busy").join("quiet");
        Client ben = Client.hello(b, "ben").join("busy")) {
      ben.send("{'type':'ping'}").await("pong");
      ann.await("presence", frame -> names(frame, "joined").contains("ben"));
      ann.send("{'type':'rooms','limit':200}");
      List<String> rooms = new ArrayList<>();
      ann.await("rooms")
          .getJsonArray("rooms")
          .forEach(row -> rooms.add(((JsonObject) row).getString("room")));
      assertThat(rooms.indexOf("busy")).isLessThan(rooms.indexOf("quiet"));
    }
  }

  private static List<String> names(JsonObject frame, String field) {
    List<String> names = new ArrayList<>();
    frame.getJsonArray(field).forEach(each -> names.add(((JsonObject) each).getString("nick")));
    return names;
  }
}
