package chatnode.ways.sockjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
  private static final Person ANN = new Person("id", "ann");

  private static String payload(byte[] wire) {
    int header = wire[1] < 126 ? 2 : 4;
    return new String(wire, header, wire.length - header, StandardCharsets.UTF_8);
  }

  @Test
  void whatARoomSaysIsOneMessageInOneTextFrameAndTheSameAsOverHttp() {
    List<Entry> entries =
        List.of(
            new Entry(7, 1234, Draft.text(ANN, "m1", "\"hi\"\n\\<b>안녕 👋\u2028")),
            new Entry(8, 1235, Draft.text(ANN, "m2", "\t")));
    String framed = payload(FramedDialect.IT.entries("room", 1, entries));
    String lines = new String(LinesDialect.IT.entries("room", 1, entries), StandardCharsets.UTF_8);
    assertThat(lines.split("\n")).hasSize(2);
    assertThat(framed).startsWith("a[\"").endsWith("\"]");
    assertThat(new JsonArray(framed.substring(1))).containsExactly(lines);
  }

  @Test
  void answersAreOneMessageToo() {
    List<ServerFrame> frames = List.of(new ServerFrame.Pong("1"), new ServerFrame.Left("r"));
    assertThat(payload(FramedDialect.IT.frames(frames)))
        .isEqualTo(
            "a[\"{\\\"type\\\":\\\"pong\\\",\\\"t\\\":1}\\n"
                + "{\\\"type\\\":\\\"left\\\",\\\"room\\\":\\\"r\\\"}\"]");
  }

  @Test
  void theEndHasItsCodeAndItsReason() {
    assertThat(Framing.close(1012, "it's \"over\"")).isEqualTo("c[1012,\"it's \\\"over\\\"\"]");
  }

  @Test
  void aClientSendsOneMessageOrAnArrayOfThem() {
    assertThat(Framing.messages("[\"a\",\"\\u0062\\n\"]")).containsExactly("a", "b\n");
    assertThat(Framing.messages("\"a\"")).containsExactly("a");
    assertThat(Framing.messages("[]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[\"a", "a", "1", "{}", "[1]", "[null]", "[[\"a\"]]", "[\"a\",{}]"})
  void nothingElseIsAMessage(String text) {
    assertThatThrownBy(() -> Framing.messages(text)).isInstanceOf(DecodeException.class);
  }
}
