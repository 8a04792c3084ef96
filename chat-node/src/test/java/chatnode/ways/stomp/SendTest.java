package chatnode.ways.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Draft;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import chatnode.protocol.Refusal;
import chatnode.protocol.TextRule;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendTest {
  private static Draft sent(Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("destination", "/room/lobby");
    byte[] body = "text".getBytes(StandardCharsets.UTF_8);
    StompFrame frame = new StompFrame("SEND", headers, body, true);
    return Send.of(frame, new Person("a", "ann"), "m1", new TextRule(100)).draft();
  }

  @Test
  void aMessageMayAnswerAnother() {
    assertThat(sent(Map.of()).reference()).isNull();
    assertThat(sent(Map.of("re-from", "b", "re-id", "m0")).reference())
        .isEqualTo(new Reference("b", "m0"));
  }

  @Test
  void anAnswerNamesWhatItAnswersInFull() {
    assertThatThrownBy(() -> sent(Map.of("re-id", "m0"))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> sent(Map.of("re-from", "b"))).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> sent(Map.of("re-from", "", "re-id", "m0")))
        .isInstanceOf(Refusal.class);
  }
}
