package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final String STREAM =
      "retry: 1000\n\n"
          + ": beat\n\n"
          + "id: 5:1\n"
          + "data: {\"text\":\"日本語 👩‍🚀\"}\n\n"
          + "data:one\n"
          + "data: two\n\n"
          + "event: none\n\n"
          + "data\n"
          + "data\n\n"
          + "datum: no\n"
          + ": beat\n"
          + "data:  spaced: colons:\n\n"
          + "data: not ended\n";

  private final List<String> heard = new ArrayList<>();
  private final EventReader reader =
      new EventReader(
          new EventReader.Listener() {
            @Override
            public void event(String data) {
              heard.add(data);
            }

            @Override
            public void comment() {
              heard.add("comment");
            }
          });

  private static final String[] ALL = {
    "comment", "{\"text\":\"日本語 👩‍🚀\"}", "one\ntwo", "\n", "comment", " spaced: colons:"
  };

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void whereverAStreamIsCutItsEventsAreTheSame(String lineEnd) {
    byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at <= bytes.length; at++) {
      EventReaderTest fresh = new EventReaderTest();
      fresh.reader.read(Arrays.copyOfRange(bytes, 0, at));
      fresh.reader.read(Arrays.copyOfRange(bytes, at, bytes.length));
      assertThat(fresh.heard).as("cut at " + at).containsExactly(ALL);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void byteForByteItIsTheSameStream(String lineEnd) {
    for (byte each : STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8)) {
      reader.read(new byte[] {each});
    }
    assertThat(heard).containsExactly(ALL);
  }

  @Test
  void whatHasNoBlankLineBehindItIsNoEventYet() {
    reader.read("data: a\n".getBytes(StandardCharsets.UTF_8));
    assertThat(heard).isEmpty();
    reader.read("\n".getBytes(StandardCharsets.UTF_8));
    assertThat(heard).containsExactly("a");
  }
}
