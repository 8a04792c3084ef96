package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.StompClient;
import chattest.support.TestCluster;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STOMP 1.2 and 1.1 over WebSocket: what a client of it can do. */
class StompTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess one;
  private static NodeProcess two;
  private static int rooms;
  private final String room = "room" + ++rooms;

  @BeforeAll
  static void start() {
    one = CLUSTER.launch("--rate", "0");
    two = CLUSTER.launch("--rate", "0");
    one.awaitReady();
    two.awaitReady();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  // ---- which protocol

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /chat  | v12.stomp                                  | v12.stomp
          /chat  | v12.stomp, v11.stomp, v10.stomp            | v12.stomp
          /chat  | v10.stomp, v11.stomp, v12.stomp            | v11.stomp
          /chat  | v11.stomp, chat.v1.json                    | v11.stomp
          /chat  | soap; v10.stomp, v12.stomp; chat.v1.json   | v12.stomp
          /stomp | v11.stomp                                  | v11.stomp
          /stomp |                                            |
          /      | v12.stomp                                  | v12.stomp
          """)
  void theFirstOfTheClientsThatIsKnownIsChosenAndSpoken(
      String path, String offered, String chosen) {
    String lines =
        offered == null
            ? ""
            : "Sec-WebSocket-Protocol: "
                + offered.replace("; ", "\r\nSec-WebSocket-Protocol: ")
                + "\r\n";
    try (RawClient client = RawClient.askAt(path, one.port(), lines)) {
      assertThat(client.answer()).startsWith("HTTP/1.1 101");
      if (chosen != null) {
        assertThat(client.answer()).contains("sec-websocket-protocol: " + chosen + "\r\n");
      }
      client.send(0x81, "CONNECT\naccept-version:1.1,1.2\n\n\0".getBytes());
      assertThat(client.read().text()).startsWith("CONNECTED\nversion:1.2\n");
    }
  }

  @Test
  void theOthersAreChosenAsBefore() {
    try (RawClient json = RawClient.ask(one.port(), "v10.stomp, chat.v1.json, v12.stomp");
        RawClient plain = RawClient.ask(one.port(), null);
        RawClient older = RawClient.ask(one.port(), "v10.stomp")) {
      assertThat(json.answer()).contains("sec-websocket-protocol: chat.v1.json\r\n");
      json.send(0x81, "{\"type\":\"hello\",\"nick\":\"ann\"}".getBytes());
      assertThat(json.read().text()).startsWith("{\"type\":\"welcome\"");
      assertThat(plain.answer()).startsWith("HTTP/1.1 101");
      assertThat(older.answer()).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void itsPathIsForWebSocketAlone() {
    String request = "GET /stomp HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(RawClient.http(one.port(), request)).startsWith("HTTP/1.1 426");
  }

  // ---- who it is

  @Test
  void whoConnectsIsToldWhoHeIsAndHowOftenToGiveASignOfLife() {
    try (StompClient client = StompClient.open(one.ws("/stomp"), "v12.stomp")) {
      client.send("CONNECT\naccept-version:1.0,1.1,1.2\nlogin:앤:x\nheart-beat:0,0\n\n");
      JsonObject connected = client.await("CONNECTED");
      assertThat(connected.getString("version")).isEqualTo("1.2");
      assertThat(connected.getString("server")).isEqualTo("chat-node");
      assertThat(connected.getString("session")).isNotBlank();
      assertThat(connected.getString("heart-beat")).isEqualTo("10000,10000");
      assertThat(connected.getString("id")).hasSize(13);
      assertThat(connected.getString("nick")).isEqualTo("앤:x");
    }
  }

  @ParameterizedTest
  @CsvSource({"CONNECT, '1.1,1.0', 1.1", "STOMP, 1.2, 1.2", "STOMP, '1.1, 1.2', 1.2"})
  void eitherVersionAndEitherFirstFrameWillDo(String command, String accepted, String version) {
    try (StompClient client = StompClient.open(one.ws("/stomp"))) {
      client.send(command + "\r\naccept-version:" + accepted + "\r\nhost:x\r\n\r\n");
      JsonObject connected = client.await("CONNECTED");
      assertThat(connected.getString("version")).isEqualTo(version);
      assertThat(connected.getString("nick")).isEqualTo("guest");
      client.subscribe("0", room);
      client.say(room, "hi");
      assertThat(client.messages(1)).containsExactly("hi");
    }
  }

  @Test
  void theSecretMakesTheSamePersonOfAClientWhicheverWayItComes() {
    try (Client json = Client.hello(two, "kim");
        StompClient kim = StompClient.connect(one, "login:kim", "client:long secret of kim");
        StompClient stranger = StompClient.connect(one, "login:kim")) {
      json.join(room);
      kim.say(room, "me");
      stranger.say(room, "not me");
      json.say(room, "1", "I");
      String me =
          json.await("message", each -> each.getString("text").equals("I"))
              .getJsonObject("from")
              .getString("id");
      JsonObject joined = json.send("{'type':'history','room':'" + room + "'}").await("history");
      for (Object each : joined.getJsonArray("messages")) {
        JsonObject message = (JsonObject) each;
        assertThat(message.getJsonObject("from").getString("id").equals(me))
            .as(message.encode())
            .isEqualTo(!message.getString("text").equals("not me"));
      }
    }
  }

  @Test
  void whoSubscribesIsAPersonInTheRoomOnceForAllHisSubscriptions() {
    try (Client ben = Client.hello(two, "ben").join(room);
        StompClient ann = StompClient.connect(one, "login:ann")) {
      ann.subscribe("0", room);
      ben.await("presence", came -> came.getJsonArray("joined").encode().contains("\"ann\""));
      ann.subscribe("1", room);
      ann.send("UNSUBSCRIBE\nid:0\nreceipt:left\n\n").await("RECEIPT");
      ben.say(room, "1", "still here?");
      assertThat(ann.await("MESSAGE").getString("subscription")).isEqualTo("1");
      ben.awaitPeople(2);
      ann.send("UNSUBSCRIBE\nid:1\n\n");
      ben.awaitPeople(1);
      assertThat(ann.heardNothing()).isTrue();
    }
  }

  // ---- what it hears

  @Test
  void aMessageSaysItsPlaceAndWhoSaidIt() {
    try (Client ben = Client.hello(two, "ben");
        StompClient ann = StompClient.connect(one)) {
      JsonObject receipt = ann.subscribe("mine", room);
      JsonObject ack = ben.join(room).say(room, "m:1", "안녕 👋\n").await("ack");
      JsonObject message = ann.await("MESSAGE");
      assertThat(receipt.getString("epoch")).isEqualTo("" + ack.getLong("epoch"));
      assertThat(receipt.getString("head")).isEqualTo("0");
      assertThat(receipt.getString("first")).isEqualTo("1");
      assertThat(receipt.getString("complete")).isEqualTo("true");
      assertThat(message.getString("subscription")).isEqualTo("mine");
      assertThat(message.getString("destination")).isEqualTo("/room/" + room);
      assertThat(message.getString("message-id")).isEqualTo(ack.getLong("epoch") + ":1");
      assertThat(message.getString("epoch")).isEqualTo("" + ack.getLong("epoch"));
      assertThat(message.getString("seq")).isEqualTo("1");
      assertThat(message.getString("id")).isEqualTo("m:1");
      assertThat(message.getString("nick")).isEqualTo("ben");
      assertThat(message.getString("from")).hasSize(13);
      assertThat(message.getString("at")).isEqualTo("" + ack.getLong("at"));
      assertThat(message.getString("content-type")).isEqualTo("text/plain;charset=utf-8");
      assertThat(message.getString("content-length")).isEqualTo("12");
      assertThat(message.getString("text")).isEqualTo("안녕 👋\n");
      assertThat(message.containsKey("ack")).isFalse();
    }
  }

  @Test
  void aNicknameThatNoHeaderCouldHaveArrivesAsItIs() {
    try (Client ben = Client.hello(two, "a:b\\\\c").join(room);
        StompClient ann = StompClient.connect(one)) {
      ann.subscribe("x\\c\\\\", room);
      ben.say(room, "1", "odd");
      JsonObject message = ann.await("MESSAGE");
      assertThat(message.getString("nick")).isEqualTo("a:b\\c");
      assertThat(message.getString("subscription")).isEqualTo("x:\\");
    }
  }

  @Test
  void bytesOfAPlainClientComeAsBytes() {
    try (Client plain = Client.plain(two, "room=" + room);
        StompClient ann = StompClient.connect(one)) {
      ann.subscribe("0", room);
      plain.sendBinary(new byte[] {0, (byte) 0xff, 0});
      JsonObject message = ann.await("MESSAGE");
      assertThat(message.getString("content-type")).isEqualTo("application/octet-stream");
      assertThat(message.getString("content-length")).isEqualTo("3");
      plain.sendRaw("and text");
      assertThat(ann.messages(1)).containsExactly("and text");
    }
  }

  @Test
  void theReceiptComesBeforeTheNewestThatWereAskedFor() {
    try (StompClient ann = StompClient.connect(one)) {
      say(ann, 5);
      ann.send("SUBSCRIBE\nid:0\ndestination:/room/%s\nrecent:2\nreceipt:r\n\n".formatted(room));
      JsonObject message = ann.await("MESSAGE");
      assertThat(ann.heardNothingOf("RECEIPT")).isFalse();
      assertThat(ann.await("RECEIPT").getString("first")).isEqualTo("4");
      assertThat(message.getString("seq")).isEqualTo("4");
      assertThat(ann.messages(1)).containsExactly("text 5");
    }
  }

  private void say(StompClient client, int count) {
    for (int i = 1; i <= count; i++) {
      client.say(room, "text " + i, "receipt:" + i).await("RECEIPT");
    }
  }

  @Test
  void whoResumesElsewhereHearsWhatCameBehindTheLastThatHeHeard() {
    JsonObject last;
    try (StompClient ann = StompClient.connect(one, "client:long secret of ann")) {
      ann.subscribe("0", room);
      say(ann, 3);
      last = ann.await("MESSAGE", each -> each.getString("seq").equals("3"));
    }
    try (StompClient ben = StompClient.connect(two);
        StompClient ann = StompClient.connect(two, "client:long secret of ann")) {
      ben.say(room, "missed", "receipt:1").await("RECEIPT");
      JsonObject receipt = ann.subscribe("0", room, "after:" + escaped(last));
      assertThat(receipt.getString("complete")).isEqualTo("true");
      assertThat(receipt.getString("first")).isEqualTo("4");
      assertThat(ann.messages(1)).containsExactly("missed");
      JsonObject other = ann.subscribe("1", room, "after:7:1");
      assertThat(other.getString("complete")).isEqualTo("false");
      assertThat(other.getString("epoch")).isEqualTo(last.getString("epoch"));
      assertThat(ann.messages(4)).containsExactly("text 1", "text 2", "text 3", "missed");
    }
  }

  private static String escaped(JsonObject message) {
    return message.getString("message-id").replace(":", "\\c");
  }

  @Test
  void eachSubscriptionOfARoomHearsEachMessage() {
    try (StompClient ann = StompClient.connect(one)) {
      ann.subscribe("a", room);
      ann.subscribe("b", room, "ack:client");
      ann.say(room, "twice");
      JsonObject first = ann.await("MESSAGE");
      JsonObject second = ann.await("MESSAGE");
      assertThat(List.of(first.getString("subscription"), second.getString("subscription")))
          .containsExactlyInAnyOrder("a", "b");
      assertThat(first.getString("message-id")).isEqualTo(second.getString("message-id"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "client-individual"})
  void acknowledgementsAreTakenAndMeanNothing(String mode) {
    try (StompClient ann = StompClient.connect(one)) {
      ann.subscribe("0", room, "ack:" + mode);
      say(ann, 2);
      JsonObject message = ann.await("MESSAGE");
      assertThat(message.getString("ack")).isEqualTo(message.getString("message-id"));
      ann.send("ACK\nid:" + escaped(message) + "\nreceipt:taken\n\n");
      assertThat(ann.await("RECEIPT").getString("receipt-id")).isEqualTo("taken");
      ann.send("NACK\nid:" + escaped(message) + "\n\n");
      ann.say(room, "goes on");
      assertThat(ann.messages(2)).containsExactly("text 2", "goes on");
    }
  }

  // ---- what it says

  @Test
  void whatIsSentIsAcknowledgedWithItsPlaceAndNeedsNoSubscription() {
    try (Client ben = Client.hello(two, "ben").join(room);
        StompClient ann = StompClient.connect(one, "login:ann")) {
      ann.say(room, "안녕", "id:m\\c1", "receipt:r\\n\\c\\\\");
      JsonObject receipt = ann.await("RECEIPT");
      JsonObject message = ben.await("message");
      assertThat(receipt.getString("receipt-id")).isEqualTo("r\n:\\");
      assertThat(receipt.getString("id")).isEqualTo("m:1");
      assertThat(receipt.getString("seq")).isEqualTo("1");
      assertThat(receipt.getString("at")).isEqualTo("" + message.getLong("at"));
      assertThat(message.getString("id")).isEqualTo("m:1");
      assertThat(message.getString("text")).isEqualTo("안녕");
      assertThat(message.getJsonObject("from").getString("nick")).isEqualTo("ann");
      assertThat(ann.heardNothingOf("MESSAGE")).isTrue();
    }
  }

  @Test
  void theSameIdOfTheSameClientIsTheSameMessageOnAnyNode() {
    String client = "client:long secret of whoever";
    try (StompClient ann = StompClient.connect(one, client);
        StompClient again = StompClient.connect(two, client)) {
      JsonObject first = ann.say(room, "once", "id:1", "receipt:r").await("RECEIPT");
      JsonObject second =
          again.say(room, "once", "id:1", "again:true", "receipt:r").await("RECEIPT");
      assertThat(second).isEqualTo(first);
      JsonObject other = again.say(room, "no id", "receipt:r").await("RECEIPT");
      JsonObject another = ann.say(room, "no id", "receipt:r").await("RECEIPT");
      assertThat(other.getString("seq")).isEqualTo("2");
      assertThat(another.getString("seq")).isEqualTo("3");
    }
  }

  /** Rooms that nobody is in yet have to be opened before it is known what is new in them. */
  @Test
  void whoSubscribesAndSpeaksInOneBreathHearsHimselfAndNothingOlder() {
    try (StompClient ann = StompClient.connect(one)) {
      List<String> expected = new ArrayList<>();
      StringBuilder breath = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        String fresh = room + "-" + i;
        ann.say(fresh, "old", "receipt:" + i).await("RECEIPT");
        breath.append("SUBSCRIBE\nid:%d\ndestination:/room/%s\n\n\0".formatted(i, fresh));
        breath.append("SEND\ndestination:/room/%s\n\nfirst of %d\0".formatted(fresh, i));
        breath.append("SEND\ndestination:/room/%s\n\nsecond of %d\0".formatted(fresh, i));
        expected.add("first of " + i);
        expected.add("second of " + i);
      }
      ann.sendRaw(breath.toString());
      assertThat(ann.messages(60)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(ann.heardNothingOf("MESSAGE")).isTrue();
    }
  }

  @Test
  void bytesMayBeSentToo() {
    byte[] head = ("SEND\ndestination:/room/" + room + "\ncontent-length:3\n").getBytes();
    Buffer labelled =
        Buffer.buffer(head).appendString("content-type:application/octet-stream\n\nabc\0");
    Buffer bare = Buffer.buffer(head).appendString("\n").appendBytes(new byte[] {1, 0, -1, 0});
    Buffer text = Buffer.buffer(head).appendString("\nabc\0");
    try (Client plain = Client.plain(two, "room=" + room);
        StompClient ann = StompClient.connect(one)) {
      ann.subscribe("0", room);
      plain.sendRaw("hello");
      assertThat(plain.awaitRaw()).isEqualTo("hello");
      ann.sendBinary(labelled.getBytes()).sendBinary(bare.getBytes()).sendBinary(text.getBytes());
      assertThat(plain.awaitRaw()).isEqualTo(Buffer.buffer("abc"));
      assertThat(plain.awaitRaw()).isEqualTo(Buffer.buffer(new byte[] {1, 0, -1}));
      assertThat(plain.awaitRaw()).isEqualTo("abc");
      assertThat(IntStream.range(0, 4).mapToObj(i -> ann.await("MESSAGE")))
          .extracting(each -> each.getString("content-type").startsWith("text/"))
          .containsExactly(true, false, false, true);
    }
  }

  // ---- how it is cut

  @Test
  void aMessageOfWebSocketMayHaveSeveralFramesAndAFrameSeveralMessages() {
    String stream =
        "\n\r\nSUBSCRIBE\r\nid:0\r\ndestination:/room/%s\r\n\r\n\0\n\n".formatted(room)
            + "SEND\ndestination:/room/%s\ncontent-length:7\n\n안\n\0"
                .formatted(room)
                .replace(":7", ":4")
            + "SEND\ndestination:/room/%s\n\n말\0\n".formatted(room);
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    for (int size : new int[] {1, 7, bytes.length}) {
      try (StompClient ann = StompClient.connect(one)) {
        for (int at = 0; at < bytes.length; at += size) {
          int end = Math.min(bytes.length, at + size);
          ann.sendBinary(java.util.Arrays.copyOfRange(bytes, at, end));
        }
        assertThat(ann.messages(2)).containsExactly("안\n", "말");
      }
      try (StompClient ann = StompClient.connect(one)) {
        for (int at = 0; at < stream.length(); at += size) {
          ann.sendRaw(stream.substring(at, Math.min(stream.length(), at + size)));
        }
        assertThat(ann.messages(2)).containsExactly("안\n", "말");
      }
    }
  }

  // ---- how it ends

  @Test
  void whoDisconnectsGetsHisReceiptAndIsClosedNormally() {
    try (Client ben = Client.hello(two, "ben").join(room);
        StompClient ann = StompClient.connect(one)) {
      ann.subscribe("0", room);
      ben.awaitPeople(2);
      ann.sendRaw(
          "SEND\ndestination:/room/%s\n\nlast words\0DISCONNECT\nreceipt:bye\n\n\0ACK\n\n\0"
              .formatted(room));
      assertThat(ann.await("RECEIPT").getString("receipt-id")).isEqualTo("bye");
      assertThat(ann.awaitClose().code()).isEqualTo(1000);
      assertThat(ann.heardNothingOf("ERROR")).isTrue();
      ben.awaitPeople(1);
      assertThat(ben.messages(1)).containsExactly("last words");
    }
  }

  // ---- signs of life

  @Test
  void whoWantsSignsOfLifeGetsThemAndWhoGivesNoneThatHePromisedIsClosed() {
    NodeProcess lively = CLUSTER.node("--standalone", "--heartbeat", "2s");
    try (StompClient ann = StompClient.connect(lively, "heart-beat:500,500");
        StompClient ben = StompClient.connect(lively, "heart-beat:0,0")) {
      for (int i = 0; i < 6; i++) {
        ann.await("heart-beat");
        if (i < 3) {
          ann.sendRaw(i == 0 ? "\r\n" : "\n");
        }
      }
      JsonObject error = ann.await("ERROR");
      assertThat(error.getString("message")).isEqualTo("silent for too long");
      assertThat(ann.awaitClose().code()).isEqualTo(1001);
      assertThat(ben.heardNothing()).isTrue();
      ben.send("ACK\nid:1\nreceipt:here\n\n").await("RECEIPT");
    }
  }
}
