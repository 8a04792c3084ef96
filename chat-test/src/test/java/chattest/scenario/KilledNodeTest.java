package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** kill -9: what the others notice, and what is not lost. */
class KilledNodeTest {

  @Test
  void peopleOfAKilledNodeAreGoneWithinThreeSecondsAndChatGoesOn() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node();
      NodeProcess b = cluster.node();
      Client ann = Client.hello(a, "ann").join("room");
      Client ben = Client.hello(b, "ben").join("room");
      ann.awaitPeople(2);

      long killed = System.nanoTime();
      b.kill();
      ann.awaitPeople(1);
      assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(3));
      JsonObject left = ann.await("presence", each -> !each.getJsonArray("left").isEmpty());
      assertThat(left.getJsonArray("left").getJsonObject(0).getString("nick")).isEqualTo("ben");

      ann.say("room", "after", "alone now");
      assertThat(ann.await("ack").getString("id")).isEqualTo("after");
      assertThat(ann.messages(1)).containsExactly("alone now");
      ben.close();
      ann.close();
    }
  }

  /** P2 and P4: whichever node owned the room, what was acknowledged is there, in its place. */
  @Test
  void whatWasAcknowledgedOutlivesTheNodeItWasSaidOn() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node("--rate", "0");
      NodeProcess b = cluster.node("--rate", "0");
      List<String> rooms = List.of("r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8");
      Client ben = Client.hello(b, "ben");
      List<JsonObject> acks = new ArrayList<>();
      for (String room : rooms) {
        ben.join(room);
        for (int i = 1; i <= 20; i++) {
          ben.say(room, room + "-" + i, "text " + i);
          acks.add(ben.await("ack"));
        }
      }
      b.kill();

      Client ann = Client.hello(a, "ann");
      for (String room : rooms) {
        JsonObject ack = acks.get(rooms.indexOf(room) * 20 + 9);
        ann.send(
            "{'type':'join','room':'%s','epoch':%d,'after':%d}"
                .formatted(room, ack.getLong("epoch"), ack.getLong("seq")));
        JsonObject joined = ann.await("joined");
        assertThat(joined.getLong("epoch")).isEqualTo(ack.getLong("epoch"));
        assertThat(joined.getBoolean("complete")).isTrue();
        for (int i = 11; i <= 20; i++) {
          JsonObject message = ann.await("message");
          assertThat(message.getLong("seq")).isEqualTo(i);
          assertThat(message.getString("text")).isEqualTo("text " + i);
        }
      }
      ann.close();
    }
  }

  /** P2: who restarts the nodes in turn, be it with kill -9, needs to wait for "ready" only. */
  @Test
  void nodesKilledInTurnAsSoonAsTheNextIsReadyLoseNothing() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess last = cluster.node("--rate", "0");
      List<String> rooms = IntStream.range(0, 50).mapToObj(i -> "room" + i).toList();
      Map<String, Long> epochs = new HashMap<>();
      try (Client ann = Client.hello(last, "ann")) {
        for (String room : rooms) {
          ann.join(room).say(room, room, "in " + room);
          epochs.put(room, ann.await("ack").getLong("epoch"));
        }
      }
      for (int turn = 1; turn <= 2; turn++) {
        NodeProcess next = cluster.node("--rate", "0");
        last.kill();
        try (Client ben = Client.hello(next, "ben")) {
          for (String room : rooms) {
            ben.send("{'type':'join','room':'%s','recent':10}".formatted(room));
            assertThat(ben.await("joined").getLong("epoch")).isEqualTo(epochs.get(room));
            assertThat(ben.messages(1)).containsExactly("in " + room);
          }
        }
        last = next;
      }
    }
  }

  /** P3: resent on another node after the first one died, it is the same message. */
  @Test
  void aMessageResentOnAnotherNodeGetsItsFirstNumberAgain() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.node();
      NodeProcess b = cluster.node();
      Client before = Client.hello(b, "ben").join("room");
      before.say("room", "once", "only once");
      JsonObject ack = before.await("ack");
      b.kill();

      Client after = Client.hello(a, "ben").join("room");
      after.say("room", "once", "only once");
      JsonObject again = after.await("ack");
      assertThat(again.getLong("seq")).isEqualTo(ack.getLong("seq"));
      assertThat(again.getLong("epoch")).isEqualTo(ack.getLong("epoch"));
      after.say("room", "twice", "another");
      assertThat(after.await("ack").getLong("seq")).isEqualTo(ack.getLong("seq") + 1);
      assertThat(after.messages(2)).containsExactly("only once", "another");
      after.close();
    }
  }
}
