package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was replaced or deleted is delivered to nobody any more, on any node and in any way, also
 * after all were killed; and no file of the store has it.
 */
class AmendTest {
  private static final List<String> OLD =
      List.of("first secret", "second secret", "third secret", "fourth secret");

  private final TestCluster cluster = new TestCluster();

  @Test
  void whatWasReplacedOrDeletedIsNowhereAlsoAfterAllWereKilled() {
    try (cluster) {
      NodeProcess one = cluster.node("--window-bytes", "4KiB");
      NodeProcess two = cluster.node("--window-bytes", "4KiB");
      Client ann = Client.hello(one, "ann").join("lobby");
      Client bob = Client.hello(two, "bob").join("lobby");
      JsonObject first = say(ann, bob, "m1", "first secret");
      JsonObject fourth = say(bob, ann, "m1", "fourth secret");
      say(ann, bob, "m2", "second secret");
      change(
          ann,
          "{'type':'edit','room':'lobby','id':'e1','of':"
              + of(ann, first, "m2")
              + ",'text':'third secret'}");
      assertThat(bob.await("edit").getString("text")).isEqualTo("third secret");
      change(
          ann,
          "{'type':'edit','room':'lobby','id':'e2','of':"
              + of(ann, first, "m2")
              + ",'text':'as it is now'}");
      change(ann, "{'type':'delete','room':'lobby','id':'d1','of':" + of(ann, first, "m1") + "}");
      change(bob, "{'type':'delete','room':'lobby','id':'d2','of':" + of(bob, fourth, "m1") + "}");
      JsonObject gone = bob.await("delete", frame -> frame.getString("id").equals("d1"));
      assertThat(gone.getJsonObject("of").getString("id")).isEqualTo("m1");

      ann.send(
          "{'type':'edit','room':'lobby','id':'e3','of':"
              + of(ann, first, "m1")
              + ",'text':'too late'}");
      assertThat(ann.await("error").getString("code")).isEqualTo("not_found");
      change(ann, "{'type':'delete','room':'lobby','id':'d1','of':" + of(ann, first, "m1") + "}");

      long epoch = epoch(one);
      List<String> state = look(one, epoch);
      assertThat(look(two, epoch)).isEqualTo(state);
      assertThat(state).hasSize(7);
      inNoFile();

      one.kill();
      two.kill();
      NodeProcess three = cluster.node("--window-bytes", "4KiB");
      NodeProcess four = cluster.node("--window-bytes", "4KiB");
      assertThat(look(three, epoch)).isEqualTo(state);
      assertThat(look(four, epoch)).isEqualTo(state);

      Client again = Client.hello(four, "ann").join("lobby");
      leaveMemory(four, again);
      change(again, "{'type':'delete','room':'lobby','id':'d3','of':" + of(ann, first, "m2") + "}");
      for (NodeProcess each : List.of(three, four)) {
        assertThat(list(past(each)).toString())
            .contains("m2 null deleted")
            .doesNotContain("as it is now");
      }
      inNoFile();
    }
  }

  /** Answers how the others see it. */
  private static JsonObject say(Client from, Client other, String id, String text) {
    from.say("lobby", id, text);
    from.await("ack");
    return other.await("message", frame -> text.equals(frame.getString("text")));
  }

  private static void change(Client client, String frame) {
    client.send(frame);
    client.await("ack");
  }

  private static String of(Client author, JsonObject seen, String id) {
    return "{'from':'" + seen.getJsonObject("from").getString("id") + "','id':'" + id + "'}";
  }

  private static long epoch(NodeProcess node) {
    return Http.json(node.http("/api/rooms/lobby/messages?limit=1")).getLong("epoch");
  }

  /** The same in every way: to who resumes from the start, pages, polls and searches. */
  private static List<String> look(NodeProcess node, long epoch) {
    List<String> resumed = new ArrayList<>();
    try (Client client = Client.hello(node, "reader")) {
      client.send("{'type':'join','room':'lobby','epoch':" + epoch + ",'after':0}");
      client.await("joined");
      for (String type :
          List.of("message", "message", "message", "edit", "edit", "delete", "delete")) {
        resumed.add(plain(client.await(type)));
      }
      Collections.sort(resumed);
      client.send("{'type':'history','room':'lobby','before':8,'limit':50}");
      assertThat(list(client.await("history").getJsonArray("messages"))).isEqualTo(resumed);
      for (String old : OLD) {
        client.send("{'type':'search','room':'lobby','text':'" + old + "'}");
        assertThat(client.await("found").getJsonArray("messages")).isEmpty();
      }
    }
    assertThat(list(past(node))).isEqualTo(resumed);
    assertThat(resumed.toString()).doesNotContain(OLD);
    return resumed;
  }

  private static JsonArray past(NodeProcess node) {
    return Http.json(node.http("/api/rooms/lobby/messages?before=8&limit=50"))
        .getJsonArray("messages");
  }

  /** What was said before is only in the store then. */
  private static void leaveMemory(NodeProcess node, Client client) {
    String url = node.http("/api/rooms/lobby/messages?after=0&limit=1");
    AtomicInteger said = new AtomicInteger();
    Until.holds(
        () -> {
          client.say("lobby", "filler" + said.incrementAndGet(), "x".repeat(2000));
          client.await("ack");
          return !Http.json(url).getBoolean("complete");
        });
  }

  private static List<String> list(JsonArray messages) {
    return messages.stream().map(each -> plain((JsonObject) each)).toList();
  }

  private static String plain(JsonObject frame) {
    return frame.getLong("seq")
        + " "
        + frame.getString("type", "message")
        + " "
        + frame.getString("id")
        + " "
        + frame.getString("text")
        + (frame.getBoolean("deleted", false) ? " deleted" : "")
        + (frame.containsKey("edited") ? " edited" : "");
  }

  private void inNoFile() {
    Path folder = Path.of(cluster.store().substring("sqlite:".length()));
    Until.holds(() -> OLD.stream().noneMatch(text -> isInAFile(folder, text)));
  }

  private static boolean isInAFile(Path folder, String text) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true; // one has just gone
    }
  }
}
