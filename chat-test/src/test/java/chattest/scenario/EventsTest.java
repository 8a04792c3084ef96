package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Http;
import chattest.support.Listener;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCertificate;
import chattest.support.TestCluster;
import chattest.support.Until;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events: what rooms say to whoever only listens. */
class EventsTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static final int MANY = 500;
  private static NodeProcess node;
  private static int rooms;

  @BeforeAll
  static void start() {
    node =
        CLUSTER.node("--standalone", "--heartbeat=1s", "--rate=0", "--rooms=4", "--admin-port=-1");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  /** A room that no other test has been in. */
  private static String room() {
    return "room" + ++rooms;
  }

  private static String events(String room) {
    return "/api/rooms/" + room + "/events";
  }

  @Test
  void messagesComeInTheirOrderEachWithItsPlaceAsItsId() {
    String room = room();
    try (Client ann = Client.hello(node, "ann").join(room)) {
      ann.say(room, "1", "before").await("ack");
      try (Listener listener = Listener.to(node, events(room) + "?recent=10")) {
        JsonObject joined = listener.await("joined");
        long epoch = joined.getLong("epoch");
        assertThat(joined.getString("lastEventId")).isEqualTo(epoch + ":0");
        for (int i = 2; i <= 50; i++) {
          ann.say(room, "" + i, "안녕 " + i);
        }
        for (int i = 1; i <= 50; i++) {
          JsonObject message = listener.await("message");
          assertThat(message.getLong("seq")).isEqualTo(i);
          assertThat(message.getString("text")).isEqualTo(i == 1 ? "before" : "안녕 " + i);
          assertThat(message.getString("lastEventId")).isEqualTo(epoch + ":" + i);
        }
        assertThat(listener.retry()).isEqualTo("1000");
      }
    }
  }

  @Test
  void theAnswerIsNotKeptNotCompressedAndNotHeldBackByNginx() {
    try (Listener listener = Listener.to(node, events(room()), "Accept-Encoding", "gzip, br")) {
      listener.await("joined");
      assertThat(listener.header("Content-Type")).isEqualTo("text/event-stream; charset=utf-8");
      assertThat(listener.header("Cache-Control")).isEqualTo("no-store");
      assertThat(listener.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(listener.header("Content-Encoding")).isNull();
      assertThat(listener.header("Transfer-Encoding")).isEqualTo("chunked");
      assertThat(listener.header("Connection")).isEqualTo("close");
    }
  }

  @Test
  void whoComesBackToAnotherNodeAfterHisOwnWasKilledMissesNothingAndHearsNothingTwice() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess a = cluster.launch();
      NodeProcess b = cluster.launch();
      String room = "room";
      Client ann = Client.hello(a.awaitReady(), "ann").join(room);
      Listener listener = Listener.to(b.awaitReady(), events(room));
      listener.await("joined");
      ann.say(room, "1", "one").await("ack");
      ann.say(room, "2", "two").await("ack");
      assertThat(listener.messages(2)).containsExactly("one", "two");
      b.kill();
      listener.awaitCut();
      ann.say(room, "3", "three").await("ack");

      // As a browser does: with the address it had, and what it heard last.
      String address = events(room) + "?recent=50&epoch=1&after=0";
      try (Listener back = Listener.to(a, address, "Last-Event-ID", listener.lastId())) {
        assertThat(back.await("joined").getBoolean("complete")).isTrue();
        assertThat(back.messages(1)).containsExactly("three");
        ann.say(room, "4", "four");
        assertThat(back.messages(1)).containsExactly("four");
        assertThat(back.heardNothingOf("message")).isTrue();
      }
      String place = listener.lastId().replaceFirst("(.*):(.*)", "epoch=$1&after=$2");
      try (Listener back = Listener.to(a, events(room) + "?" + place)) {
        assertThat(back.messages(2)).containsExactly("three", "four");
      }
    }
  }

  @Test
  void whoHasANameIsAmongThePeopleAndTheSameAsOnASocket() {
    String room = room();
    try (Client ann = Client.hello(node, "ann").join(room)) {
      ann.awaitPeople(1);
      Listener ben =
          Listener.to(node, events(room) + "?nick=ben", "Chat-Client", "long secret of ben");
      JsonObject welcome = ben.await("welcome");
      assertThat(welcome.getString("nick")).isEqualTo("ben");
      assertThat(ben.await("joined").getInteger("count")).isEqualTo(2);
      ann.awaitPeople(2);
      try (Client same = Client.connect(node)) {
        same.send("{'type':'hello','nick':'ben','client':'long secret of ben'}");
        assertThat(same.await("welcome").getString("id")).isEqualTo(welcome.getString("id"));
      }
      ann.send("{'type':'typing','room':'" + room + "'}");
      assertThat(ben.await("typing").getJsonArray("people")).hasSize(1);
      ben.close();
      ann.awaitPeople(1);
    }
  }

  @Test
  void whoHasNoNameIsNobodyAndIsToldOfTheOthers() {
    String room = room();
    try (Client ann = Client.hello(node, "ann").join(room);
        Listener nobody = Listener.to(node, events(room))) {
      JsonObject joined = nobody.await("joined");
      assertThat(joined.getInteger("count")).isEqualTo(1);
      Client ben = Client.hello(node, "ben").join(room);
      ann.awaitPeople(2);
      assertThat(nobody.await("presence").getJsonArray("joined")).isNotEmpty();
      ben.close();
      assertThat(nobody.heardNothingOf("welcome")).isTrue();
    }
  }

  @Test
  void severalRoomsAreHeardInOneStreamEachFromWhereItIsToGoOn() {
    String first = room();
    String second = room();
    try (Client ann = Client.hello(node, "ann").join(first).join(second)) {
      ann.say(first, "1", "one").await("ack");
      JsonObject two = ann.say(first, "2", "two").await("ack");
      ann.say(second, "3", "three").await("ack");
      String places = "room=" + first + ":" + two.getLong("epoch") + ":1&room=" + second;
      try (Listener listener = Listener.to(node, "/api/events?" + places + "&recent=5")) {
        assertThat(listener.await("joined").getString("room")).isEqualTo(first);
        assertThat(listener.await("joined").getString("room")).isEqualTo(second);
        assertThat(List.of(listener.messages(1), listener.messages(1)))
            .containsExactlyInAnyOrder(List.of("two"), List.of("three"));
        ann.say(second, "4", "four");
        JsonObject message = listener.await("message");
        assertThat(message.getString("room")).isEqualTo(second);
        assertThat(message.getString("lastEventId")).isEmpty();
      }
    }
  }

  @Test
  void whoDoesNotReadIsCutAndResumesWhileOthersMissNothing() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess small =
          cluster.node(
              "--standalone",
              "--rate=0",
              "--unread=256KiB",
              "--window-bytes=32MiB",
              "--admin-port=-1");
      try (Client talker = Client.hello(small, "talker").join("room");
          Listener quick = Listener.to(small, events("room"));
          RawClient stuck = RawClient.silent(small.port())) {
        String begin = quick.await("joined").getString("lastEventId");
        get(stuck, events("room") + "?nick=stuck");
        talker.awaitPeople(2);
        int messages = 1500;
        String text = "x".repeat(3900);
        for (int i = 0; i < messages; i++) {
          talker.say("room", "m" + i, text);
          talker.await("ack");
        }
        assertThat(quick.messages(messages)).hasSize(messages);
        talker.awaitPeople(1);
        Until.holds(
            () ->
                Http.get(small.admin("/metrics"))
                    .body()
                    .contains("chat_closed_total{code=\"4008\"} 1.0"));
        try (Listener back = Listener.to(small, events("room"), "Last-Event-ID", begin)) {
          assertThat(back.await("joined").getBoolean("complete")).isTrue();
          for (int i = 1; i <= messages; i++) {
            assertThat(back.await("message").getLong("seq")).isEqualTo(i);
          }
        }
      }
    }
  }

  private static void get(RawClient client, String path) throws IOException {
    client
        .socket()
        .getOutputStream()
        .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes());
  }

  /** His machine neither closes the connection nor takes anything any more. */
  @Test
  void whoseMachineTakesNothingForTwoHeartbeatsIsGone() throws Exception {
    String room = room();
    try (Client talker = Client.hello(node, "talker").join(room);
        RawClient gone = RawClient.silent(node.port())) {
      get(gone, events(room) + "?nick=gone");
      talker.awaitPeople(2);
      for (int i = 0; i < 100; i++) { // more than his machine takes, less than may wait for him
        talker.say(room, "m" + i, "x".repeat(3900)).await("ack");
      }
      talker.awaitPeople(1);
    }
  }

  @Test
  void aQuietStreamHasACommentEveryHeartbeat() {
    try (Listener listener = Listener.to(node, events(room()))) {
      listener.await("joined");
      Until.holds(() -> listener.comments() >= 3);
    }
  }

  /** A request has a minute. */
  @Tag("long")
  @Test
  void aStreamLastsLongerThanOtherAnswersMay() {
    String room = room();
    try (Listener listener = Listener.to(node, events(room))) {
      listener.await("joined");
      long end = System.nanoTime() + Duration.ofSeconds(70).toNanos();
      Until.holds(() -> listener.comments() >= 40);
      Until.holds(() -> System.nanoTime() > end);
      try (Client ann = Client.hello(node, "ann").join(room)) {
        ann.say(room, "1", "still there");
        assertThat(listener.messages(1)).containsExactly("still there");
      }
    }
  }

  @Test
  void whoIsThereWhenANodeIsDrainedHearsWhenToComeBackAndTheEnd() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess leaving = cluster.node("--standalone", "--drain=500ms");
      List<Listener> listeners = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        listeners.add(Listener.to(leaving, events("room")));
      }
      listeners.forEach(each -> each.await("joined"));
      leaving.terminate();
      for (Listener each : listeners) {
        JsonObject bye = each.await("bye");
        each.awaitEnd();
        assertThat(each.retry()).isEqualTo("" + bye.getLong("reconnectAfterMs"));
      }
      assertThat(leaving.await()).isZero();
    }
  }

  @Test
  void whoSpeaksHttp10HearsTheSameWithoutChunksUntilTheEnd() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess leaving = cluster.node("--standalone", "--drain=0s");
      try (RawClient old = RawClient.silent(leaving.port());
          Client ann = Client.hello(leaving, "ann").join("room")) {
        Socket socket = old.socket();
        socket
            .getOutputStream()
            .write(
                ("GET "
                        + events("room")
                        + " HTTP/1.0\r\nHost: localhost\r\n"
                        + "Connection: keep-alive\r\n\r\n")
                    .getBytes());
        StringBuilder heard = new StringBuilder();
        read(socket.getInputStream(), heard, "\"type\":\"joined\"");
        ann.say("room", "1", "hello").await("ack");
        read(socket.getInputStream(), heard, "\"text\":\"hello\"");
        leaving.terminate();
        read(socket.getInputStream(), heard, null);
        String[] parts = heard.toString().split("\r\n\r\n", 2);
        assertThat(parts[0])
            .startsWith("HTTP/1.0 200")
            .contains("Connection: close")
            .doesNotContainIgnoringCase("transfer-encoding");
        assertThat(parts[1])
            .startsWith("retry: 1000\n\nid: ")
            .doesNotContain("\r")
            .endsWith("\n\n");
      }
    }
  }

  /** Up to {@code what}, or to the end. */
  private static void read(InputStream in, StringBuilder heard, String what) throws IOException {
    while (what == null || heard.indexOf(what) < 0) {
      int next = in.read();
      if (next < 0) {
        assertThat(what).as("not the end yet: " + heard).isNull();
        return;
      }
      heard.append((char) next);
    }
  }

  @Test
  void eventsComeOverTlsToo(@TempDir Path folder) {
    TestCertificate certificate = TestCertificate.write(folder);
    NodeProcess secure =
        CLUSTER.node(
            "--standalone",
            "--heartbeat=1s",
            "--tls-cert=" + folder.resolve("cert.pem"),
            "--tls-key=" + folder.resolve("key.pem"));
    HttpClient client = HttpClient.newBuilder().sslContext(certificate.context()).build();
    String url = "https://localhost:" + secure.port() + events("room");
    try (Listener first = Listener.to(client, url + "?nick=ann");
        Listener second = Listener.to(client, url)) {
      first.await("joined");
      assertThat(second.await("joined").getInteger("count")).isEqualTo(1);
      Until.holds(() -> second.comments() >= 2);
      secure.terminate();
      first.await("bye");
      first.awaitEnd();
      second.awaitEnd();
    }
  }

  @Test
  void headIsAnsweredAndNothingStaysOpen() {
    String answer =
        RawClient.http(
            node.port(), "HEAD " + events("room") + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 200").contains("text/event-stream");
  }

  /** What a peer goes on to say is not told apart from requests, which nobody would answer. */
  @Test
  void whatIsSentBehindTheRequestIsNotListenedTo() throws Exception {
    String room = room();
    try (RawClient eager = RawClient.silent(node.port())) {
      String request = "GET " + events(room) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      String post = "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n";
      eager.socket().getOutputStream().write((request + post + "x".repeat(9000)).getBytes());
      StringBuilder heard = new StringBuilder();
      read(eager.socket().getInputStream(), heard, "\"type\":\"joined\"");
      try (Client ann = Client.hello(node, "ann").join(room)) {
        ann.say(room, "1", "still here").await("ack");
        read(eager.socket().getInputStream(), heard, "still here");
      }
      assertThat(heard.toString().split("HTTP/1.1")).hasSize(2);
    }
  }

  @Test
  void aStreamTakesNoMoreMemoryThanASocket() throws IOException {
    NodeProcess small = CLUSTER.node("--standalone", "--admin-port=-1", "--api-rate=0");
    List<RawClient> clients = new ArrayList<>();
    long before = memory(small, 0);
    for (int i = 0; i < MANY; i++) {
      RawClient socket = RawClient.upgrade(small.port(), "chat.v1.json");
      socket.send(0x81, "{\"type\":\"hello\",\"nick\":\"one\"}".getBytes());
      socket.send(0x81, "{\"type\":\"join\",\"room\":\"room\"}".getBytes());
      clients.add(socket);
    }
    long sockets = memory(small, MANY) - before;
    clients.forEach(RawClient::close);
    clients.clear();
    long between = memory(small, 0);
    for (int i = 0; i < MANY; i++) {
      RawClient stream = RawClient.silent(small.port());
      get(stream, events("room") + "?nick=one");
      clients.add(stream);
    }
    assertThat(memory(small, MANY) - between).isLessThan(sockets);
    clients.forEach(RawClient::close);
  }

  /** Bytes of the heap that are in use when there are so many sockets and streams. */
  private static long memory(NodeProcess node, int sockets) {
    String open = "chat_sockets " + sockets + ".0";
    Until.holds(() -> Http.get(node.admin("/metrics")).body().contains(open));
    node.collectGarbage();
    return Http.get(node.admin("/metrics"))
        .body()
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"}"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void streamsCountAsSocketsAndWhoIsOneTooManyHearsWhenToComeBack() {
    NodeProcess small = CLUSTER.node("--standalone", "--sockets-per-address=2", "--admin-port=-1");
    Listener first = Listener.to(small, events("room"));
    Client second = Client.hello(small, "ann");
    var refused = Listener.refused(small.http(events("room")));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    JsonObject problem = new JsonObject(refused.body());
    assertThat(problem.getString("code")).isEqualTo("rate_limited");
    assertThat(problem.getLong("retryAfterMs")).isEqualTo(10_000);
    assertThat(Http.get(small.admin("/metrics")).body()).contains("chat_sockets 2.0");
    second.close();
    first.close();
    Until.holds(() -> Http.get(small.admin("/metrics")).body().contains("chat_sockets 0.0"));
    Listener.to(small, events("room")).close();
  }
}
