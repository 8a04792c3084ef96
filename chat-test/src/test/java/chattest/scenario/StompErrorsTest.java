package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Http;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.StompClient;
import chattest.support.TestCluster;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ERROR is the last that a client of STOMP hears, and it says why; others notice nothing. */
class StompErrorsTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;
  private Client bystander;

  @BeforeAll
  static void start() {
    node =
        CLUSTER.node("--standalone", "--hello-timeout=1s", "--rooms=3", "--people=3", "--text=100");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void someoneElseIsHere() {
    bystander = Client.hello(node, "bystander").join("lobby");
  }

  @AfterEach
  void andNoticedNothing() {
    bystander.say("lobby", "after", "still here");
    bystander.await("ack", ack -> "after".equals(ack.getString("id")));
    bystander.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          STOP,a:b,,                                            | unknown_type | 4001
          connect,accept-version:1.2,,                          | unknown_type | 4001
          CONNECTED,version:1.2,,                               | unknown_type | 4001
          CONNECT,accept-version:1.2,,                          | bad_frame    | 4001
          SUBSCRIBE,destination:/room/a,,                       | bad_field    | 4001
          SUBSCRIBE,id:,destination:/room/a,,                   | bad_field    | 4001
          SUBSCRIBE,id:LONG,destination:/room/a,,               | bad_field    | 4001
          SUBSCRIBE,id:1,,                                      | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/topic/a,,                 | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/room/,,                   | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/room/a b,,                | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/room/a,ack:later,,        | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/room/a,recent:1001,,      | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/room/a,recent:-1,,        | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/room/a,after:12,,         | bad_field    | 4001
          SUBSCRIBE,id:1,destination:/room/a,after:a:b,,        | bad_field    | 4001
          SUBSCRIBE,id:taken,destination:/room/a,,              | bad_field    | 4001
          UNSUBSCRIBE,,                                         | bad_field    | 4001
          UNSUBSCRIBE,id:never,,                                | not_joined   | 1008
          SEND,,hi                                              | bad_field    | 4001
          SEND,destination:lobby,,hi                            | bad_field    | 4001
          SEND,destination:/room/lobby,,                        | bad_field    | 4001
          SEND,destination:/room/lobby,id:,,hi                  | bad_field    | 4001
          SEND,destination:/room/lobby,content-length:x,,hi     | bad_field    | 4001
          SEND,destination:/room/lobby,content-length:1,,hi     | bad_frame    | 4001
          SEND,destination:/room/lobby,a:\\t,,hi                | bad_frame    | 4001
          SEND,destination:/room/lobby,no colon,,hi             | bad_frame    | 4001
          SEND,destination:/room/lobby,transaction:1,,hi        | unknown_type | 4001
          BEGIN,transaction:1,,                                 | unknown_type | 4001
          COMMIT,transaction:1,,                                | unknown_type | 4001
          ABORT,,                                               | unknown_type | 4001
          ACK,id:1,transaction:1,,                              | unknown_type | 4001
          """)
  void aBadFrameGetsItsErrorAndTheConnectionEnds(String frame, String code, int close) {
    try (StompClient client = StompClient.connect(node)) {
      client.subscribe("taken", "mine");
      client.send(frame.replace("LONG", "x".repeat(129)).replace(",", "\n"));
      JsonObject error = client.await("ERROR");
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("message")).isNotBlank();
      assertThat(error.containsKey("version")).isFalse();
      assertThat(client.awaitClose().code()).isEqualTo(close);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECT,,                                             | bad_field | 4001
          CONNECT,accept-version:1.0,,                          | bad_field | 4001
          CONNECT,accept-version:,,                             | bad_field | 4001
          CONNECT,accept-version:1.2,heart-beat:1,,             | bad_field | 4001
          CONNECT,accept-version:1.2,heart-beat:-1;0,,          | bad_field | 4001
          CONNECT,accept-version:1.2,login:tab\there,,          | bad_field | 4001
          CONNECT,accept-version:1.2,client:too short,,         | bad_field | 4001
          SEND,destination:/room/lobby,,hi                      | not_hello | 1008
          SUBSCRIBE,id:1,destination:/room/lobby,,              | not_hello | 1008
          DISCONNECT,,                                          | not_hello | 1008
          """)
  void whoDoesNotConnectAsHeShouldIsToldWhatIsSpoken(String frame, String code, int close) {
    try (StompClient client = StompClient.open(node.ws("/stomp"))) {
      client.send(frame.replace(",", "\n").replace(";", ","));
      JsonObject error = client.await("ERROR");
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("version")).isEqualTo("1.1,1.2");
      assertThat(client.awaitClose().code()).isEqualTo(close);
    }
  }

  @Test
  void anErrorNamesTheReceiptAndTheMessage() {
    try (StompClient client = StompClient.connect(node)) {
      client.say("lobby", "x".repeat(101), "id:m\\c1", "receipt:r1");
      JsonObject error = client.await("ERROR");
      assertThat(error.getString("code")).isEqualTo("too_long");
      assertThat(error.getString("message"))
          .isEqualTo("text: at most 100 characters are a message");
      assertThat(error.getString("receipt-id")).isEqualTo("r1");
      assertThat(error.getString("id")).isEqualTo("m:1");
      assertThat(client.awaitClose().code()).isEqualTo(1009);
      assertThat(client.heardNothingOf("RECEIPT")).isTrue();
    }
  }

  @Test
  void whatIsNoTextIsRefusedAndWhatComesBehindIsNotLookedAt() {
    Buffer bytes =
        Buffer.buffer("SEND\ndestination:/room/silence\ncontent-type:text/plain\n\n")
            .appendBytes(new byte[] {(byte) 0xff, 0})
            .appendString("SEND\ndestination:/room/silence\n\nnobody hears\0");
    try (StompClient client = StompClient.connect(node)) {
      client.sendBinary(bytes.getBytes());
      assertThat(client.await("ERROR").getString("code")).isEqualTo("bad_frame");
      assertThat(client.awaitClose().code()).isEqualTo(4001);
    }
    try (StompClient client = StompClient.connect(node)) {
      client.say("silence", "a\0b", "content-length:3");
      assertThat(client.await("ERROR").getString("message")).contains("U+0000");
      assertThat(client.awaitClose().code()).isEqualTo(4001);
    }
    bystander.join("silence").say("silence", "1", "the first");
    JsonObject first = bystander.await("message", each -> "silence".equals(each.getString("room")));
    assertThat(first.getString("text")).isEqualTo("the first");
  }

  @Test
  void whoNeverConnectsIsClosedWith1008() {
    try (StompClient client = StompClient.open(node.ws("/chat"), "v12.stomp")) {
      assertThat(client.await("ERROR").getString("code")).isEqualTo("not_hello");
      assertThat(client.awaitClose().code()).isEqualTo(1008);
    }
  }

  @Test
  void whoSendsTooFastIsToldForHowLongNotTo() {
    try (StompClient client = StompClient.connect(node)) {
      String send = "SEND\ndestination:/room/mine\nid:m\nreceipt:r\n\nhi\0";
      client.sendRaw(send.repeat(41)); // one more than at once
      JsonObject error = client.await("ERROR");
      assertThat(error.getString("code")).isEqualTo("rate_limited");
      assertThat(Integer.parseInt(error.getString("retry-after-ms"))).isBetween(1, 50);
      assertThat(error.getString("receipt-id")).isEqualTo("r");
      assertThat(error.getString("id")).isEqualTo("m");
      assertThat(client.awaitClose().code()).isEqualTo(1008);
    }
  }

  @Test
  void whoFloodsWithSignsOfLifeIsClosed() {
    try (RawClient client = RawClient.upgrade(node.port(), "v12.stomp")) {
      client.send(0x81, "CONNECT\naccept-version:1.2\n\n\0".getBytes());
      assertThat(client.read().text()).startsWith("CONNECTED\n");
      client.sendBytes(RawClient.frames(0x81, "\n".getBytes(), 2000));
      assertThat(client.read().text()).contains("\ncode:rate_limited\n");
      assertThat(client.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void aFrameOfMoreThan64KibIsTooLongHoweverItIsCut() {
    try (StompClient client = StompClient.connect(node)) {
      client.sendRaw("SEND\n\n" + "x".repeat(65_536));
      assertThat(client.await("ERROR").getString("code")).isEqualTo("too_long");
      assertThat(client.awaitClose().code()).isEqualTo(1009);
    }
    try (StompClient client = StompClient.connect(node)) {
      client.sendRaw("SEND\n\n" + "x".repeat(40_000)).sendRaw("x".repeat(40_000));
      JsonObject error = client.await("ERROR");
      assertThat(error.getString("code")).isEqualTo("too_long");
      assertThat(error.getString("message")).contains("65536");
      assertThat(client.awaitClose().code()).isEqualTo(1009);
    }
    // A message whose fragments are more than one message may have.
    try (RawClient client = RawClient.upgrade(node.port(), "v12.stomp")) {
      client.send(0x01, new byte[40_000]).send(0x80, new byte[40_000]);
      assertThat(client.read().text()).startsWith("ERROR\n").contains("\ncode:too_long\n");
      assertThat(client.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void textThatIsNotUtf8AndFramesThatAreNoneAreErrorsToo() {
    try (RawClient client = RawClient.upgrade(node.port(), "v12.stomp")) {
      client.send(0x81, new byte[] {(byte) 0xff});
      assertThat(client.read().text()).startsWith("ERROR\n").contains("\ncode:bad_frame\n");
      assertThat(client.awaitClose()).isEqualTo(1007);
    }
    try (RawClient client = RawClient.upgrade(node.port(), "v12.stomp")) {
      client.send(0x83, new byte[1]);
      assertThat(client.read().text()).startsWith("ERROR\n").contains("\ncode:bad_frame\n");
      assertThat(client.awaitClose()).isEqualTo(1002);
    }
  }

  @Test
  void whoWantsMoreRoomsThanOneMayHaveIsTold() {
    try (StompClient client = StompClient.connect(node)) {
      for (int i = 0; i < 3; i++) {
        client.subscribe("" + i, "same");
      }
      client.send("SUBSCRIBE\nid:3\ndestination:/room/same\nreceipt:r\n\n");
      JsonObject error = client.await("ERROR");
      assertThat(error.getString("code")).isEqualTo("room_full");
      assertThat(error.getString("receipt-id")).isEqualTo("r");
      assertThat(client.awaitClose().code()).isEqualTo(1013);
    }
  }

  @Test
  void whoComesToARoomThatIsFullIsTold() {
    try (Client ann = Client.hello(node, "ann").join("small");
        Client ben = Client.hello(node, "ben").join("small");
        Client kim = Client.hello(node, "kim").join("small");
        StompClient client = StompClient.connect(node)) {
      kim.awaitPeople(3);
      client.send("SUBSCRIBE\nid:0\ndestination:/room/small\n\n");
      JsonObject error = client.await("ERROR");
      assertThat(error.getString("code")).isEqualTo("room_full");
      assertThat(client.awaitClose().code()).isEqualTo(1013);
      ann.say("small", "1", "no room");
      assertThat(ben.messages(1)).containsExactly("no room");
    }
  }

  @Test
  void errorsAndClosesAreCounted() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess counted = cluster.node("--standalone", "--admin-port=-1");
      try (StompClient wrong = StompClient.connect(counted);
          StompClient right = StompClient.connect(counted)) {
        wrong.send("UNSUBSCRIBE\nid:0\n\n").awaitClose();
        right.send("DISCONNECT\n\n").awaitClose();
      }
      assertThat(Http.get(counted.admin("/metrics")).body())
          .contains("chat_errors_total{code=\"not_joined\"} 1.0")
          .contains("chat_closed_total{code=\"1008\"} 1.0")
          .contains("chat_closed_total{code=\"1000\"} 1.0");
    }
  }

  // ---- what is nobody's fault

  @Test
  void aNodeThatGoesSaysWhenToComeBack() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess going = cluster.node("--standalone", "--drain=500ms");
      try (StompClient ann = StompClient.connect(going);
          StompClient silent = StompClient.open(going.ws("/stomp"))) {
        ann.subscribe("0", "room");
        going.terminate();
        JsonObject error = ann.await("ERROR");
        assertThat(error.getString("message")).isEqualTo("restarting");
        assertThat(error.getString("code")).isEqualTo("bye");
        assertThat(Integer.parseInt(error.getString("reconnect-after-ms"))).isNotNegative();
        assertThat(ann.awaitClose().code()).isEqualTo(1012);
        assertThat(silent.await("ERROR").getString("code")).isEqualTo("bye");
      }
      assertThat(going.await()).isZero();
    }
  }

  @Test
  void withTooFewNodesWhatIsSentIsRefusedAndSoIsARoomThatCannotBeOpened() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.launch("--min-nodes", "2");
      NodeProcess b = cluster.launch("--min-nodes", "2");
      a.awaitReady();
      b.awaitReady();
      try (Client ann = Client.hello(a, "ann").join("room");
          Client ben = Client.hello(b, "ben").join("room");
          StompClient sender = StompClient.connect(a);
          StompClient reader = StompClient.connect(a)) {
        ann.awaitPeople(2);
        ben.say("room", "1", "two of us").await("ack");
        b.kill();
        ann.awaitPeople(1);
        sender.say("room", "alone", "id:2", "receipt:r");
        JsonObject error = sender.await("ERROR");
        assertThat(error.getString("code")).isEqualTo("no_quorum");
        assertThat(error.getString("id")).isEqualTo("2");
        assertThat(error.getString("receipt-id")).isEqualTo("r");
        assertThat(error.getString("destination")).isEqualTo("/room/room");
        assertThat(error.getString("retry-after-ms")).isEqualTo("1000");
        assertThat(sender.awaitClose().code()).isEqualTo(1013);
        reader.send("SUBSCRIBE\nid:0\ndestination:/room/other\nreceipt:s\n\n");
        assertThat(reader.await("ERROR").getString("receipt-id")).isEqualTo("s");
        assertThat(reader.awaitClose().code()).isEqualTo(1013);
      }
    }
  }

  @Test
  void whoReadsTooSlowlyHearsWhyInTheEnd() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess busy =
          cluster.node("--standalone", "--rate=0", "--unread=262144", "--admin-port=-1");
      try (RawClient slow = RawClient.upgrade(busy.port(), "v12.stomp");
          Client talker = Client.hello(busy, "talker").join("room")) {
        slow.send(0x81, "CONNECT\naccept-version:1.2\n\n\0".getBytes());
        slow.send(0x81, "SUBSCRIBE\nid:0\ndestination:/room/room\n\n\0".getBytes());
        talker.awaitPeople(2);
        AtomicBoolean done = new AtomicBoolean();
        Thread talking = new Thread(() -> talk(talker, done));
        talking.start();
        // A message for each that the other reads: it reads on and on, and never catches up.
        assertThat(slow.awaitCloseSlowly(20)).isEqualTo(4008);
        done.set(true);
        talking.join();
      }
    }
  }

  private static void talk(Client talker, AtomicBoolean done) {
    String text = "x".repeat(3900);
    for (int i = 0; !done.get(); i++) {
      talker.say("room", "m" + i, text);
      talker.await("ack");
    }
  }
}
