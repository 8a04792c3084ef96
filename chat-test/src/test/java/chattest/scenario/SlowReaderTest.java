package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Bench;
import chattest.support.Client;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** P5: who does not read costs the others nothing, is dropped, and resumes. */
class SlowReaderTest {
  private static final int MESSAGES = 2000;

  @Test
  void aStuckReaderIsDroppedOthersGetEverythingAndItResumes() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node =
          cluster.node(
              "--standalone", "--rate", "0", "--unread", "256KiB", "--window-bytes", "32MiB");
      RawClient stuck = RawClient.upgrade(node.port(), "chat.v1.json");
      stuck.send(0x81, "{\"type\":\"hello\",\"nick\":\"stuck\"}".getBytes());
      stuck.send(0x81, "{\"type\":\"join\",\"room\":\"room\"}".getBytes());
      Client quick = Client.hello(node, "quick").join("room");
      Client talker = Client.hello(node, "talker").join("room");
      talker.awaitPeople(3);

      String text = "x".repeat(3900);
      for (int i = 0; i < MESSAGES; i++) {
        talker.say("room", "m" + i, text);
        talker.await("ack");
      }
      assertThat(quick.messages(MESSAGES)).hasSize(MESSAGES);
      talker.awaitPeople(2);
      // Who has not read for so long is cut: the close would have come behind all that.
      assertThat(stuck.awaitClose()).isEqualTo(1006);

      Client back = Client.hello(node, "stuck");
      back.send("{'type':'join','room':'room','recent':0}");
      JsonObject joined = back.await("joined");
      back.send("{'type':'leave','room':'room'}");
      back.send(
          "{'type':'join','room':'room','epoch':%d,'after':%d}"
              .formatted(joined.getLong("epoch"), joined.getLong("head") - 1500));
      assertThat(back.await("joined").getBoolean("complete")).isTrue();
      assertThat(back.await("message").getLong("seq")).isEqualTo(joined.getLong("head") - 1499);
      assertThat(back.messages(1499)).hasSize(1499);
    }
  }

  @Test
  void whoReadsTooSlowlyHearsWhyInTheEnd() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node =
          cluster.node("--standalone", "--rate=0", "--unread=262144", "--admin-port=-1");
      RawClient slow = RawClient.upgrade(node.port(), "chat.v1.json");
      slow.send(0x81, "{\"type\":\"hello\",\"nick\":\"slow\"}".getBytes());
      slow.send(0x81, "{\"type\":\"join\",\"room\":\"room\"}".getBytes());
      Client talker = Client.hello(node, "talker").join("room");
      talker.awaitPeople(2);
      AtomicBoolean done = new AtomicBoolean();
      Thread talking = new Thread(() -> talk(talker, done));
      talking.start();
      // A message for each that the other reads: it reads on and on, and never catches up.
      assertThat(slow.awaitCloseSlowly(20)).isEqualTo(4008);
      done.set(true);
      talking.join();
      assertThat(Http.get(node.admin("/metrics")).body())
          .contains("chat_closed_total{code=\"4008\"} 1.0");
    }
  }

  private static void talk(Client talker, AtomicBoolean done) {
    String text = "x".repeat(3900);
    for (int i = 0; !done.get(); i++) {
      talker.say("room", "m" + i, text);
      talker.await("ack");
    }
  }

  @Test
  void twoHundredStuckReadersOfABusyRoomAreDroppedFromASmallNodeAndOthersMissNothing() {
    try (NodeProcess node =
        NodeProcess.launch(
                List.of("-Xmx128m", "-XX:MaxDirectMemorySize=64m"),
                List.of(
                    "--standalone", "--host=127.0.0.1", "--port=0", "--admin-port=0", "--rate=0"))
            .awaitReady()) {
      JsonObject result =
          Bench.load(
              "stuck",
              "--url=" + node.ws("/chat"),
              "--sockets=50",
              "--senders=10",
              "--stuck=200",
              // 7 MB for each: more than kernel and node keep for who does not read.
              "--rate=150",
              "--size=4000",
              "--warmup=2s",
              "--duration=10s");
      assertThat(result.getLong("stuckDropped")).isEqualTo(200);
      assertThat(result.getLong("unanswered")).isZero();
      assertThat(result.getJsonObject("errors")).isEmpty();
      assertThat(result.getJsonObject("deliveryLatency").getLong("count"))
          .isEqualTo(50 * result.getJsonObject("ackLatency").getLong("count"));
      assertThat(node.output()).doesNotContain("OutOfMemory").doesNotContain("LEAK");
    }
  }
}
