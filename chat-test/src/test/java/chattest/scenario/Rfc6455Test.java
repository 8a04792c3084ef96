package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import chattest.support.RawClient;
import chattest.support.RawClient.Frame;
import chattest.support.TestCluster;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * RFC 6455 byte by byte, after the cases of the Autobahn suite: alone in its room a plain client
 * has an exact echo server before it.
 */
class Rfc6455Test {
  private static final int FIN = 0x80;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final TestCluster CLUSTER = new TestCluster();
  private static NodeProcess node;
  private RawClient client;

  @BeforeAll
  static void start() {
    node = CLUSTER.node("--standalone", "--rate=0");
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @BeforeEach
  void connect() {
    client = RawClient.upgrade(node.port(), null);
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private void assertEcho(int opcode, byte[] payload) {
    Frame echo = client.read();
    assertThat(echo.first()).isEqualTo(FIN | opcode);
    assertThat(echo.payload()).isEqualTo(payload);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 128, 3_999, 65_535, 65_536})
  void aMessageOfAnyLengthComesBackAsItIs(int length) {
    byte[] payload = new byte[length];
    for (int i = 0; i < length; i++) {
      payload[i] = (byte) (i * 31);
    }
    client.send(FIN | BINARY, payload);
    assertEcho(BINARY, payload);
    byte[] text = bytes("x".repeat(Math.min(length, 4_000)));
    client.send(FIN | TEXT, text);
    assertEcho(TEXT, text);
  }

  @Test
  void aMaskedMessageIsUnmasked() {
    client.sendBytes(hex("818537fa213d7f9f4d5158")); // the example of section 5.7
    assertEcho(TEXT, bytes("Hello"));
  }

  @Test
  void framesThatArriveByteByByteAreTheSameFrames() {
    for (byte each : RawClient.frames(FIN | TEXT, bytes("slowly"), 2)) {
      client.sendBytes(each);
    }
    assertEcho(TEXT, bytes("slowly"));
    assertEcho(TEXT, bytes("slowly"));
  }

  @Test
  void aPingIsAnsweredWithItsOwnPayloadAndAnUnaskedPongIsNot() {
    byte[] payload = hex("00ff80fe");
    client.send(FIN | PONG, bytes("nobody asked"));
    client.send(FIN | PING, payload);
    assertEcho(PONG, payload);
    byte[] longest = new byte[125];
    client.send(FIN | PING, longest);
    assertEcho(PONG, longest);
  }

  @Test
  void aPingBetweenTwoFragmentsIsAnsweredBeforeTheMessage() {
    client.send(TEXT, bytes("one "));
    client.send(FIN | PING, bytes("now"));
    client.send(FIN | CONTINUATION, bytes("message"));
    assertEcho(PONG, bytes("now"));
    assertEcho(TEXT, bytes("one message"));
  }

  @Test
  void aCharacterMayBeCutByAFragment() {
    byte[] text = bytes("안녕 👋");
    for (int cut = 1; cut < text.length; cut++) {
      client.send(TEXT, Arrays.copyOf(text, cut));
      client.send(FIN | CONTINUATION, Arrays.copyOfRange(text, cut, text.length));
      assertEcho(TEXT, text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff", "c080", "eda080", "f4908080", "e282", "fe", "80", "f0808080"})
  void whatIsNotUtf8ClosesWith1007AsAWholeInFragmentsAndAsAReason(String digits) {
    byte[] bad = hex(digits);
    client.send(FIN | TEXT, bad);
    assertThat(client.awaitClose()).isEqualTo(1007);
    try (RawClient other = RawClient.upgrade(node.port(), null)) {
      other.send(TEXT, bytes("good"));
      other.send(CONTINUATION, bad);
      other.send(FIN | CONTINUATION, bytes("good"));
      assertThat(other.awaitClose()).isEqualTo(1007);
    }
    try (RawClient third = RawClient.upgrade(node.port(), null)) {
      third.send(
          FIN | CLOSE, ByteBuffer.allocate(2 + bad.length).putShort((short) 1000).put(bad).array());
      assertThat(third.awaitClose()).isEqualTo(1007);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0x10, 0x20, 0x40, 0x70})
  void aReservedBitClosesWith1002(int bits) {
    client.send(FIN | bits | TEXT, bytes("x"));
    assertThat(client.awaitClose()).isEqualTo(1002);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
  void aReservedOpcodeClosesWith1002(int opcode) {
    client.send(FIN | opcode, new byte[0]);
    assertThat(client.awaitClose()).isEqualTo(1002);
  }

  @ParameterizedTest
  @CsvSource({
    "a ping in fragments, 09, 3",
    "a close in fragments, 08, 3",
    "a continuation of nothing, 80, 3",
    "an unfinished continuation of nothing, 00, 3",
    "a ping of 126 bytes, 89, 126",
    "a close of 126 bytes, 88, 126",
    "a close of one byte, 88, 1"
  })
  void aFrameThatMayNotBeClosesWith1002(String what, String first, int length) {
    byte[] payload = new byte[length];
    if (length > 1) {
      payload[0] = 3;
      payload[1] = (byte) 0xe8;
    }
    client.send(Integer.parseInt(first, 16), payload);
    assertThat(client.awaitClose()).as(what).isEqualTo(1002);
  }

  @Test
  void aNewMessageBeforeTheEndOfTheLastClosesWith1002() {
    client.send(TEXT, bytes("one"));
    client.send(FIN | TEXT, bytes("two"));
    assertThat(client.awaitClose()).isEqualTo(1002);
  }

  @Test
  void aFrameWithoutAMaskClosesWith1002() {
    client.sendBytes(hex("810548656c6c6f"));
    assertThat(client.awaitClose()).isEqualTo(1002);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999})
  void aCloseIsAnsweredWithItsOwnCode(int code) {
    client.send(FIN | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    assertThat(client.awaitClose()).isEqualTo(code);
    assertThat(client.read()).as("the connection ends").isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999})
  void aCloseWithACodeThatMayNotBeSentIsAnsweredWith1002(int code) {
    client.send(FIN | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    assertThat(client.awaitClose()).isEqualTo(1002);
  }

  @Test
  void aCloseWithoutACodeIsAnsweredAndNothingAfterItIs() {
    client.sendBytes(
        ByteBuffer.allocate(6 + 6 + 4)
            .put(RawClient.frames(FIN | CLOSE, new byte[0], 1))
            .put(RawClient.frames(FIN | PING, bytes("late"), 1))
            .array());
    Frame answer = client.read();
    assertThat(answer.first()).isEqualTo(FIN | CLOSE);
    assertThat(answer.closeCode()).isIn(1000, 1005);
    assertThat(client.read()).isNull();
  }

  @Test
  void moreThanAThousandFragmentsCloseWith1008() {
    client.send(TEXT, bytes("x"));
    client.sendBytes(RawClient.frames(CONTINUATION, bytes("x"), 1_100));
    assertThat(client.awaitClose()).isEqualTo(1008);
  }

  @Test
  void nothingOfAMessageThatIsTooLongIsDelivered() {
    try (RawClient reader = RawClient.upgrade(node.port(), null)) {
      client.send(BINARY, new byte[40_000]);
      client.send(CONTINUATION, new byte[40_000]);
      client.send(FIN | CONTINUATION, bytes("the rest"));
      assertThat(client.awaitClose()).isEqualTo(1009);
      reader.send(FIN | TEXT, bytes("mine"));
      assertThat(reader.read().text()).isEqualTo("mine");
    }
  }

  @Test
  void aFrameThatClaimsMoreThanThereCanBeClosesWith1009() {
    client.sendBytes(hex("82ff7fffffffffffffff00000000"));
    assertThat(client.awaitClose()).isIn(1002, 1009);
  }
}
