package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.TestCluster;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client does wrong costs it a frame or its connection, and nobody else anything. */
class BadInputTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;
  private Client bystander;

  @BeforeAll
  static void start() {
    node = CLUSTER.node("--standalone", "--hello-timeout", "1s");
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
          nonsense                                                      | bad_frame
          [1,2]                                                         | bad_frame
          {'type':'say'                                                 | bad_frame
          {'type':'ping','type':'ping'}                                 | bad_frame
          {'nick':'x'}                                                  | bad_field
          {'type':7}                                                    | bad_field
          {'type':'dance'}                                              | unknown_type
          {'type':'hello','nick':'again'}                               | bad_frame
          {'type':'nick','nick':''}                                     | bad_field
          {'type':'nick','nick':12}                                     | bad_field
          {'type':'nick','nick':'tab\\there'}                           | bad_field
          {'type':'nick','nick':'a name of more than thirty-two characters'} | bad_field
          {'type':'join','room':'no spaces'}                            | bad_field
          {'type':'join','room':''}                                     | bad_field
          {'type':'join','room':'x','recent':-1}                        | bad_field
          {'type':'join','room':'x','epoch':'1','after':2}              | bad_field
          {'type':'join','room':'x','epoch':1.5,'after':2}              | bad_field
          {'type':'leave','room':'never'}                               | not_joined
          {'type':'say','room':'never','id':'1','text':'x'}             | not_joined
          {'type':'say','room':'lobby','text':'x'}                      | bad_field
          {'type':'say','room':'lobby','id':'1','text':''}              | bad_field
          {'type':'say','room':'lobby','id':'1','text':'\\ud800'}       | bad_field
          {'type':'say','room':'lobby','id':'1','text':{'a':[1]}}       | bad_field
          {'type':'history','room':'lobby','limit':5000}                | bad_field
          {'type':'typing','room':'never'}                              | not_joined
          """)
  void aBadFrameGetsItsErrorAndTheConnectionGoesOn(String frame, String code) {
    try (Client client = Client.hello(node, "clumsy")) {
      client.send(frame);
      JsonObject error = client.await("error");
      assertThat(error.getString("code")).isEqualTo(code);
      assertThat(error.getString("message")).isNotBlank();
      client.send("{'type':'ping','t':1}");
      client.await("pong");
    }
  }

  @Test
  void aFrameBeforeHelloIsNotHello() {
    try (Client client = Client.connect(node)) {
      client.send("{'type':'join','room':'lobby'}");
      assertThat(client.await("error").getString("code")).isEqualTo("not_hello");
    }
  }

  @Test
  void whoNeverSaysHelloIsClosedWith1008() {
    try (Client client = Client.connect(node)) {
      assertThat(client.awaitClose().code()).isEqualTo(1008);
    }
  }

  @Test
  void aTextOfMoreThan4000CharactersIsTooLongAndNamesTheMessage() {
    try (Client client = Client.hello(node, "long").join("lobby")) {
      client.say("lobby", "long", "x".repeat(4001));
      JsonObject error = client.await("error");
      assertThat(error.getString("code")).isEqualTo("too_long");
      assertThat(error.getString("id")).isEqualTo("long");
      client.say("lobby", "fits", "👋".repeat(4000));
      assertThat(client.await("ack").getString("id")).isEqualTo("fits");
    }
  }

  @Test
  void aFrameOfMoreThan64KibClosesWith1009() {
    try (Client client = Client.hello(node, "big")) {
      client.sendRaw("x".repeat(65_537));
      assertThat(client.awaitClose().code()).isEqualTo(1009);
    }
  }

  @Test
  void fragmentsThatAddUpToMoreThan64KibCloseWith1009() {
    try (RawClient client = RawClient.upgrade(node.port(), "chat.v1.json")) {
      client.send(0x01, "x".repeat(40_000).getBytes());
      client.send(0x80, "x".repeat(40_000).getBytes());
      assertThat(client.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void aMessageMayBeginWithAnEmptyFragmentAndHavePingsInBetween() {
    try (RawClient client = RawClient.upgrade(node.port(), null);
        Client reader = Client.plain(node, "room=lobby")) {
      client.send(0x01, new byte[0]);
      client.send(0x89, new byte[0]);
      client.send(0x00, "whole ".getBytes());
      client.send(0x00, new byte[0]);
      client.send(0x80, "again".getBytes());
      assertThat(reader.awaitRaw()).isEqualTo("whole again");
    }
  }

  @Test
  void invalidUtf8ClosesWith1007() {
    try (RawClient client = RawClient.upgrade(node.port(), "chat.v1.json")) {
      client.send(0x81, new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'});
      assertThat(client.awaitClose()).isEqualTo(1007);
    }
  }

  @Test
  void reservedBitsCloseWith1002() {
    try (RawClient client = RawClient.upgrade(node.port(), "chat.v1.json")) {
      client.send(0xC1, "{}".getBytes());
      assertThat(client.awaitClose()).isEqualTo(1002);
    }
  }

  @Test
  void aBinaryFrameOnAJsonConnectionClosesWith1003() {
    try (Client client = Client.hello(node, "binary")) {
      client.sendBinary(new byte[] {1});
      assertThat(client.awaitClose().code()).isEqualTo(1003);
    }
  }

  @Test
  void deepJsonIsRefusedWithoutBeingRead() {
    try (Client client = Client.hello(node, "deep")) {
      client.send("{'type':'ping','t':" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
      assertThat(client.await("error").getString("code")).isEqualTo("bad_frame");
    }
  }

  @Test
  void moreFramesThanTheRateGetRateLimitedWithTheIdAndATimeToWait() {
    try (Client client = Client.hello(node, "hasty").join("lobby")) {
      for (int i = 0; i < 60; i++) {
        client.say("lobby", "m" + i, "text");
      }
      JsonObject error = client.await("error");
      assertThat(error.getString("code")).isEqualTo("rate_limited");
      assertThat(error.getString("id")).startsWith("m");
      assertThat(error.getLong("retryAfterMs")).isPositive();
    }
  }

  @Test
  void aFloodClosesWith1008() {
    try (Client client = Client.hello(node, "flood")) {
      StringBuilder pings = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        pings.append("{'type':'ping'}\n");
      }
      client.send(pings.toString());
      assertThat(client.awaitClose().code()).isEqualTo(1008);
    }
  }

  @Test
  void moreRoomsThanAllowedIsRoomFull() {
    try (NodeProcess small =
            CLUSTER.node("--standalone", "--rooms", "2", "--people", "1", "--loops", "1");
        Client client = Client.hello(small, "collector").join("r1").join("r2");
        Client second = Client.hello(small, "second")) {
      client.send("{'type':'join','room':'r3'}");
      assertThat(client.await("error").getString("code")).isEqualTo("room_full");
      second.send("{'type':'join','room':'r1'}");
      assertThat(second.await("error").getString("code")).isEqualTo("room_full");
    }
  }

  @Test
  void whoSendsNothingThatCanBeReadIsClosedWith4001() {
    NodeProcess unlimited = CLUSTER.node("--standalone", "--rate=0");
    try (Client client = Client.hello(unlimited, "other protocol")) {
      for (int i = 0; i < 99; i++) {
        client.sendRaw("HELO " + i);
      }
      client.sendRaw("{\"type\":\"ping\"}").await("pong");
      for (int i = 0; i < 100; i++) {
        client.sendRaw("HELO " + i);
      }
      assertThat(client.awaitClose().code()).isEqualTo(4001);
    }
  }
}
