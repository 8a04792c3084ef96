package chatnode.ways.ws;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.protocol.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  private static final Person ANN = new Person("id", "ann");

  @Test
  void aMessageIsOneJsonObjectWithTheFieldsOfTheContract() {
    Entry entry = new Entry(7, 1234, Draft.text(ANN, "m1", "\"hi\"\n<b>안녕"));
    byte[] wire = JsonDialect.IT.entries("room", 1, List.of(entry));
    assertThat(payload(wire))
        .isEqualTo(
            "{\"type\":\"message\",\"room\":\"room\",\"seq\":7,\"id\":\"m1\","
                + "\"from\":{\"id\":\"id\",\"nick\":\"ann\"},"
                + "\"text\":\"\\\"hi\\\"\\n<b>안녕\",\"at\":1234}");
  }

  private static String payload(byte[] wire) {
    int header = wire[1] < 126 ? 2 : 4;
    return new String(wire, header, wire.length - header, StandardCharsets.UTF_8);
  }

  @Test
  void severalFramesAreLinesOfOneTextFrame() {
    byte[] wire =
        JsonDialect.IT.frames(List.of(new ServerFrame.Pong("1"), new ServerFrame.Left("r")));
    assertThat(payload(wire))
        .isEqualTo("{\"type\":\"pong\",\"t\":1}\n{\"type\":\"left\",\"room\":\"r\"}");
  }

  /** RFC 6455 section 5.2: the shortest form of the length is used. */
  @ParameterizedTest
  @CsvSource({"0, 2", "125, 2", "126, 4", "65535, 4", "65536, 10"})
  void theHeaderHasTheLengthOfItsPayload(int payload, int header) {
    byte[] data = new byte[payload];
    Arrays.fill(data, (byte) 'x');
    byte[] wire =
        PlainDialect.IT.entries("room", 1, List.of(new Entry(1, 1, Draft.binary(ANN, "m", data))));
    assertThat(wire).hasSize(header + payload);
    assertThat(wire[0]).isEqualTo((byte) 0x82);
  }

  @Test
  void plainClientsGetEachPayloadAsItWas() {
    Entry text = new Entry(1, 1, Draft.text(ANN, "1", "é"));
    Entry binary = new Entry(2, 1, Draft.binary(ANN, "2", new byte[] {9}));
    assertThat(PlainDialect.IT.entries("room", 1, List.of(text, binary)))
        .containsExactly(0x81, 2, 0xc3, 0xa9, 0x82, 1, 9);
  }

  /** They could not tell it from something that was said. */
  @Test
  void plainClientsHearNothingOfWhatWasChangedOrTakenBack() {
    Reference first = new Reference("id", "1");
    Draft text = Draft.text(ANN, "1", "x");
    Entry gone = new Entry(1, 1, text.gone());
    Entry edit = new Entry(2, 1, Draft.edit(ANN, "2", first, "y"));
    Entry delete = new Entry(3, 1, Draft.delete(ANN, "3", first));
    assertThat(PlainDialect.IT.entries("room", 1, List.of(gone, edit, delete))).isEmpty();
    Entry edited = new Entry(1, 1, text.edited(edit.draft(), 5));
    assertThat(PlainDialect.IT.entries("room", 1, List.of(edited, delete)))
        .containsExactly(0x81, 1, 'y');
  }

  @Test
  void whatWasChangedAndWhatChangesItSayWhatTheyAre() {
    Reference first = new Reference("id", "1");
    Entry edit = new Entry(2, 9, Draft.edit(ANN, "2", first, "y"));
    Entry answer = new Entry(1, 1, Draft.text(ANN, "1", "x", new Reference("b", "0")));
    String from = "\"from\":{\"id\":\"id\",\"nick\":\"ann\"},";
    String re = "\"re\":{\"from\":\"b\",\"id\":\"0\"},";
    String of = "\"of\":{\"from\":\"id\",\"id\":\"1\"},";
    Entry delete = new Entry(3, 9, Draft.delete(ANN, "3", first));
    byte[] wire =
        JsonDialect.IT.entries(
            "r",
            1,
            List.of(answer.after(edit), edit, edit.after(delete), answer.after(delete), delete));
    assertThat(payload(wire).lines())
        .containsExactly(
            "{\"type\":\"message\",\"room\":\"r\",\"seq\":1,\"id\":\"1\","
                + from
                + re
                + "\"edited\":9,\"text\":\"y\",\"at\":1}",
            "{\"type\":\"edit\",\"room\":\"r\",\"seq\":2,\"id\":\"2\","
                + from
                + of
                + "\"text\":\"y\",\"at\":9}",
            "{\"type\":\"edit\",\"room\":\"r\",\"seq\":2,\"id\":\"2\"," + from + of + "\"at\":9}",
            "{\"type\":\"message\",\"room\":\"r\",\"seq\":1,\"id\":\"1\","
                + from
                + re
                + "\"deleted\":true,\"at\":1}",
            "{\"type\":\"delete\",\"room\":\"r\",\"seq\":3,\"id\":\"3\","
                + from
                + of
                + "\"at\":9}");
  }
}
