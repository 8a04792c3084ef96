package chatnode.ways.ws;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
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
}
