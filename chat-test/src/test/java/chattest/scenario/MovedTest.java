package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Folders;
import chattest.support.NodeProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of backup and of moving that the documents name: lines out of one store, into another.
 */
class MovedTest {
  @TempDir Path folder;

  private static NodeProcess node(Path store) {
    return NodeProcess.launch(
            List.of(
                "--standalone",
                "--port",
                "0",
                "--admin-port",
                "0",
                "--rate",
                "0",
                "--store",
                place(store)))
        .awaitReady();
  }

  private static String place(Path store) {
    return "sqlite:" + store;
  }

  private String told(int status, String... args) {
    try (NodeProcess command = NodeProcess.launch(List.of(args))) {
      assertThat(command.await()).as(command.output()).isEqualTo(status);
      return command.output();
    }
  }

  private void move(Path from, Path to, int messages) {
    Path lines = folder.resolve(from.getFileName() + ".jsonl");
    String file = lines.toString();
    assertThat(told(0, "export", "--store", place(from), "--file", file))
        .contains("chat-node: exported " + messages + " messages of 2 rooms");
    assertThat(told(0, "import", "--store", place(to), "--file", file))
        .contains("chat-node: imported " + messages + " messages of 2 rooms");
  }

  /** Of an epoch, as the store has it. */
  private static JsonArray history(Client client, String room, long epoch) {
    client.send("{'type':'history','room':'" + room + "','epoch':" + epoch + ",'limit':200}");
    return client.await("history").getJsonArray("messages");
  }

  private static JsonObject said(Client client, String room, String id, String text) {
    client.say(room, id, text);
    return client.await("ack", ack -> ack.getString("id").equals(id));
  }

  @Test
  void whatWasSaidIsInTheOtherStoreWithItsPeopleAndNumbers() {
    Path first = Folders.fresh("moved");
    Path second = Folders.fresh("moved");
    Path third = Folders.fresh("moved");
    JsonArray lobby;
    JsonArray hall;
    long lobbyEpoch;
    long hallEpoch;
    try (NodeProcess node = node(first)) {
      Client ann = Client.hello(node, "ann").join("lobby").join("회의실");
      Client ben = Client.hello(node, "ben").join("lobby");
      IntStream.rangeClosed(1, 60).forEach(i -> said(ann, "lobby", "a" + i, "text " + i));
      lobbyEpoch = said(ben, "lobby", "b", "안녕하세요 \"ben\" 😀\nagain").getLong("epoch");
      hallEpoch = said(ann, "회의실", "c", "둘째").getLong("epoch");
      lobby = history(ann, "lobby", lobbyEpoch);
      hall = history(ann, "회의실", hallEpoch);
      assertThat(lobby).hasSize(61);
      node.kill();
    }
    move(first, second, 62);
    JsonObject last;
    try (NodeProcess node = node(second)) {
      Client ann = Client.hello(node, "ann").join("lobby").join("회의실");
      assertThat(history(ann, "lobby", lobbyEpoch)).isEqualTo(lobby);
      assertThat(history(ann, "회의실", hallEpoch)).isEqualTo(hall);
      last = said(ann, "lobby", "after", "the move");
      assertThat(last.getLong("seq")).isEqualTo(62);
      ann.await("message", message -> message.getString("id").equals("after"));
      ann.send("{'type':'say','room':'lobby','id':'a7','text':'text 7','again':true}");
      JsonObject known = ann.await("ack", ack -> ack.getString("id").equals("a7"));
      assertThat(known.getLong("seq")).as("the place it has had").isEqualTo(7);
      node.terminate();
      assertThat(node.await()).isZero();
    }
    move(second, third, 63);
    try (NodeProcess node = node(third)) {
      Client ann = Client.hello(node, "ann").join("lobby");
      JsonObject next = said(ann, "lobby", "later", "the same epoch");
      assertThat(next.getLong("epoch")).as("as it was ended").isEqualTo(last.getLong("epoch"));
      assertThat(next.getLong("seq")).isEqualTo(63);
      ann.close();
      assertThat(told(1, "import", "--store", place(third), "--file", "nowhere.jsonl"))
          .contains("chat-node: --file: cannot read nowhere.jsonl.");
      assertThat(
              told(
                  1,
                  "import",
                  "--store",
                  place(third),
                  "--file",
                  folder.resolve(second.getFileName() + ".jsonl").toString()))
          .contains("is in use: stop all nodes");
    }
  }

  @Test
  void aMistakeIsASentenceAndAStatus() throws Exception {
    assertThat(told(2, "export", "--nonsense")).contains("chat-node: ", "--nonsense", "--help");
    assertThat(told(2, "import", "--store", "memory")).contains("--store memory: nothing");
    String nowhere = place(folder.resolve("nowhere"));
    assertThat(told(1, "export", "--store", nowhere)).contains("there is no store in");
    Path broken =
        Files.writeString(folder.resolve("broken"), "{\"type\":\"export\",\"format\":1}\n{");
    assertThat(told(1, "import", "--store", nowhere, "--file", broken.toString()))
        .isEqualTo("chat-node: line 2: it is no whole JSON object.");
    assertThat(told(0, "--help")).contains("export and import");
    assertThat(told(0, "export", "--help"))
        .contains("java -jar chat-node.jar export [options]", "--file", "--store-password-file");
  }
}
