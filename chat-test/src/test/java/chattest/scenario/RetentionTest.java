package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept, and what is said of what is not. */
class RetentionTest {
  private static final String LONG = "text ".repeat(100);

  @Test
  void historyPagesBackToTheOldestKeptMessage() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--rate", "0", "--window-bytes", "64KiB");
      Client ann = Client.hello(node, "ann").join("room");
      IntStream.rangeClosed(1, 150).forEach(i -> ann.say("room", "m" + i, LONG + i));
      assertThat(ann.messages(150)).endsWith(LONG + 150);
      ann.send("{'type':'history','room':'room','before':120,'limit':60}");
      JsonObject page = ann.await("history");
      assertThat(page.getJsonArray("messages")).hasSize(60);
      assertThat(page.getJsonArray("messages").getJsonObject(0).getLong("seq")).isEqualTo(60);
      assertThat(page.getBoolean("more")).isTrue();
      assertThat(page.getJsonObject("next").getLong("before")).isEqualTo(60);
      ann.send("{'type':'history','room':'room','before':60,'limit':60}");
      page = ann.await("history");
      assertThat(page.getJsonArray("messages")).hasSize(59);
      assertThat(page.containsKey("next")).isFalse();
      assertThat(page.getBoolean("more")).isFalse();
      ann.close();
    }
  }

  @Test
  void aResumeFromBeforeWhatIsKeptIsNotComplete() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.node("--store", "memory", "--rate", "0", "--window-bytes", "8KiB");
      Client ann = Client.hello(node, "ann").join("room");
      IntStream.rangeClosed(1, 30).forEach(i -> ann.say("room", "m" + i, LONG + i));
      ann.messages(30);
      long epoch =
          ann.say("room", "last", "last")
              .await("ack", a -> a.getString("id").equals("last"))
              .getLong("epoch");
      Client ben = Client.hello(node, "ben");
      ben.send("{'type':'join','room':'room','epoch':%d,'after':5}".formatted(epoch));
      JsonObject joined = ben.await("joined");
      assertThat(joined.getBoolean("complete")).isFalse();
      assertThat(ben.await("message").getLong("seq")).isEqualTo(joined.getLong("first"));
      ben.close();
      ann.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--standalone", "--cluster-name=idle-rooms"})
  void withoutAStoreAnIdleRoomIsForgottenButNotWhileSomeoneIsThere(String mode) {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node =
          cluster.node(mode, "--store", "memory", "--room-idle", "1s", "--rate", "0");
      Client ann = Client.hello(node, "ann").join("occupied").join("idle");
      long occupied = ann.say("occupied", "1", "text").await("ack").getLong("epoch");
      long idle = ann.say("idle", "1", "text").await("ack").getLong("epoch");
      ann.send("{'type':'leave','room':'idle'}").await("left");

      long epoch = idle;
      while (epoch == idle) {
        ann.send("{'type':'join','room':'idle'}");
        epoch = ann.await("joined").getLong("epoch");
        ann.send("{'type':'leave','room':'idle'}").await("left");
      }
      ann.say("occupied", "2", "text");
      assertThat(ann.await("ack").getLong("epoch")).isEqualTo(occupied);
      ann.close();
    }
  }
}
