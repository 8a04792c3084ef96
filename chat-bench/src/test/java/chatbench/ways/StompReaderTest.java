package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StompReaderTest {
  private static final String STREAM =
      "\n\r\nCONNECTED\nversion:1.2\nnick:a\\cb\n\n\0\n\n"
          + "MESSAGE\r\ndestination:/room/a\r\nnick:a\\cb \\\\ \\n\\r\r\nnick:second\r\n"
          + "content-length:9\r\n\r\n日本\0ab\0"
          + "RECEIPT\nreceipt-id:say a 1\n\nuntil NUL\0\n";

  private static final List<StompFrame> ALL =
      List.of(
          new StompFrame("CONNECTED", Map.of("version", "1.2", "nick", "a\\cb"), ""),
          new StompFrame(
              "MESSAGE",
              Map.of("destination", "/room/a", "nick", "a:b \\ \n\r", "content-length", "9"),
              "日本\0ab"),
          new StompFrame("RECEIPT", Map.of("receipt-id", "say a 1"), "until NUL"));

  private final List<StompFrame> heard = new ArrayList<>();
  private final StompReader reader = new StompReader(heard::add);

  @Test
  void whereverAStreamIsCutItsFramesAreTheSame() {
    byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at <= bytes.length; at++) {
      StompReaderTest fresh = new StompReaderTest();
      fresh.reader.read(Arrays.copyOfRange(bytes, 0, at));
      fresh.reader.read(Arrays.copyOfRange(bytes, at, bytes.length));
      assertThat(fresh.heard).as("cut at " + at).isEqualTo(ALL);
    }
  }

  @Test
  void byteForByteItIsTheSameStream() {
    for (byte each : STREAM.getBytes(StandardCharsets.UTF_8)) {
      reader.read(new byte[] {each});
    }
    assertThat(heard).isEqualTo(ALL);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    StompFrame frame =
        StompFrame.of("SEND", "destination", "/room/a", "id", "\\:\r\n").saying("naïve\0日本語");
    reader.read(frame.encode().getBytes(StandardCharsets.UTF_8));
    assertThat(heard).containsExactly(frame);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MESSAGE\nno colon\n\n\0",
        "MESSAGE\na:\\t\n\n\0",
        "MESSAGE\na:b\\\n\n\0",
        "MESSAGE\ncontent-length:few\n\n\0",
        "MESSAGE\ncontent-length:1\n\nab\0"
      })
  void whatIsNoStompIsSaidToBeNone(String nonsense) {
    assertThatThrownBy(() -> reader.read(nonsense.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the server's MESSAGE");
  }
}
