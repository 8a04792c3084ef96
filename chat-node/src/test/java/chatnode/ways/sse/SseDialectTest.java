package chatnode.ways.sse;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseDialectTest {
  private static final Person ANN = new Person("id", "ann");
  private static final SseDialect ONE_ROOM = SseDialect.of(true, false);
  private static final SseDialect ROOMS = SseDialect.of(false, false);

  private static Entry entry(long seq, String text) {
    return new Entry(seq, 1234, Draft.text(ANN, "m" + seq, text));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String frame(SseDialect dialect, ServerFrame frame) {
    return text(dialect.frames(List.of(frame)));
  }

  @Test
  void aMessageIsAnEventWithItsPlaceAsIdAndItsFrameAsOneLineOfData() {
    assertThat(text(ONE_ROOM.entries("room", 99, List.of(entry(7, "\"hi\"\r\n<b>안녕")))))
        .isEqualTo(
            "id: 99:7\n"
                + "data: {\"type\":\"message\",\"room\":\"room\",\"seq\":7,\"id\":\"m7\","
                + "\"from\":{\"id\":\"id\",\"nick\":\"ann\"},"
                + "\"text\":\"\\\"hi\\\"\\r\\n<b>안녕\",\"at\":1234}\n\n");
  }

  @Test
  void eachMessageOfABatchIsAnEventOfItsOwn() {
    String events = text(ONE_ROOM.entries("room", 99, List.of(entry(7, "a"), entry(8, "b"))));
    assertThat(events.split("\n\n")).hasSize(2);
    assertThat(events).startsWith("id: 99:7\ndata: {").contains("}\n\nid: 99:8\ndata: {");
    assertThat(events).endsWith("}\n\n");
  }

  @Test
  void joinedAndResetHaveTheIdOfTheMessageBeforeTheFirstThatFollows() {
    assertThat(frame(ONE_ROOM, new ServerFrame.Joined("r", 99, 20, 11, true, List.of(), 0)))
        .startsWith("id: 99:10\ndata: {\"type\":\"joined\"");
    assertThat(frame(ONE_ROOM, new ServerFrame.Reset("r", 100, 5, 1)))
        .startsWith("id: 100:0\ndata: {\"type\":\"reset\"");
  }

  /** So a browser goes on to send what it has. */
  @Test
  void framesThatHaveNoPlaceHaveNoId() {
    assertThat(frame(ONE_ROOM, new ServerFrame.Presence("r", List.of(ANN), List.of(), 1)))
        .startsWith("data: {");
    assertThat(frame(ONE_ROOM, new ServerFrame.Error(ErrorCode.BUSY, "wait", "r", null, 1)))
        .startsWith("data: {");
  }

  @Test
  void nothingHasAnIdWhereSeveralRoomsAreHeard() {
    assertThat(text(ROOMS.entries("room", 99, List.of(entry(7, "a"))))).startsWith("data: {");
    assertThat(frame(ROOMS, new ServerFrame.Joined("r", 99, 20, 11, true, List.of(), 0)))
        .startsWith("data: {");
    assertThat(frame(ROOMS, new ServerFrame.Reset("r", 100, 5, 1))).startsWith("data: {");
  }

  @Test
  void goodbyeTellsABrowserWhenToComeBack() {
    assertThat(frame(ROOMS, new ServerFrame.Bye("restarting", 345)))
        .isEqualTo(
            "retry: 345\n"
                + "data:"
                + " {\"type\":\"bye\",\"reason\":\"restarting\",\"reconnectAfterMs\":345}\n\n");
  }

  /** RFC 9112 section 7.1. */
  @Test
  void whatIsWrittenAtOnceIsOneChunkWithTheNumberOfItsBytes() {
    List<Entry> entries = List.of(entry(7, "안녕"), entry(8, "b"));
    byte[] bare = ONE_ROOM.entries("room", 99, entries);
    byte[] chunk = SseDialect.of(true, true).entries("room", 99, entries);
    assertThat(text(chunk))
        .isEqualTo(Integer.toHexString(bare.length) + "\r\n" + text(bare) + "\r\n");
  }

  @Test
  void aHeartbeatIsACommentAndTheEndIsOneWithTheReasonBeforeTheLastChunk() {
    SseDialect chunked = SseDialect.of(true, true);
    assertThat(text(chunked.heartbeat())).isEqualTo("3\r\n:\n\n\r\n");
    assertThat(text(chunked.end("why"))).isEqualTo("7\r\n: why\n\n\r\n0\r\n\r\n");
    assertThat(text(ROOMS.heartbeat())).isEqualTo(":\n\n");
    assertThat(text(ROOMS.end("why"))).isEqualTo(": why\n\n");
  }

  @Test
  void allStreamsOfAKindHaveOneDialectSoThatABatchIsEncodedOnce() {
    assertThat(SseDialect.of(true, true)).isSameAs(SseDialect.of(true, true));
    assertThat(SseDialect.of(true, true)).isNotSameAs(SseDialect.of(false, true));
  }
}
