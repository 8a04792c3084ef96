package chatbench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IncomingTest {

  @Test
  void everyFrameIsRead() {
    assertThat(
            Incoming.parse(
                "{\"type\":\"joined\",\"room\":\"a\",\"epoch\":5,\"head\":9,\"first\":2,\"complete\":false}"))
        .isEqualTo(new Incoming.Joined("a", 5, 9, 2, false));
    assertThat(
            Incoming.parse(
                "{\"type\":\"message\",\"room\":\"a\",\"seq\":9,\"id\":\"i\",\"from\":{\"id\":\"f\"},\"text\":\"t\"}"))
        .isEqualTo(new Incoming.Message("a", 0, 9, "i", "f", "t"));
    assertThat(
            Incoming.parse("{\"type\":\"ack\",\"room\":\"a\",\"id\":\"i\",\"epoch\":5,\"seq\":9}"))
        .isEqualTo(new Incoming.Ack("a", "i", 5, 9));
    assertThat(
            Incoming.parse(
                "{\"type\":\"reset\",\"room\":\"a\",\"epoch\":6,\"head\":9,\"first\":1}"))
        .isEqualTo(new Incoming.Reset("a", 6, 9, 1));
    assertThat(Incoming.parse("{\"type\":\"error\",\"code\":\"busy\",\"retryAfterMs\":20}"))
        .isEqualTo(new Incoming.Refused("busy", null, null, 20));
    assertThat(Incoming.parse("{\"type\":\"bye\",\"reason\":\"r\",\"reconnectAfterMs\":20}"))
        .isEqualTo(new Incoming.Bye("r", 20));
    assertThat(Incoming.parse("{\"type\":\"pong\"}")).isEqualTo(new Incoming.Other("pong"));
  }

  @Test
  void messagesOfAHistoryBelongToItsRoom() {
    Incoming page =
        Incoming.parse(
            "{\"type\":\"history\",\"room\":\"a\",\"more\":true,\"messages\":"
                + "[{\"seq\":1,\"id\":\"i\",\"from\":{\"id\":\"f\"},\"text\":\"t\"}]}");
    assertThat(page)
        .isEqualTo(
            new Incoming.History(
                "a", List.of(new Incoming.Message("a", 0, 1, "i", "f", "t")), true, null));
  }

  @Test
  void aHistoryMayGoOnInAnOlderEpoch() {
    Incoming page =
        Incoming.parse(
            "{\"type\":\"history\",\"room\":\"a\",\"more\":true,\"next\":{\"epoch\":4,\"before\":9},"
                + "\"messages\":[{\"epoch\":5,\"seq\":1,\"id\":\"i\",\"from\":{\"id\":\"f\"},\"text\":\"t\"}]}");
    assertThat(page)
        .isEqualTo(
            new Incoming.History(
                "a",
                List.of(new Incoming.Message("a", 5, 1, "i", "f", "t")),
                true,
                new Incoming.Before(4, 9)));
    assertThat(new Outgoing.History("a", new Incoming.Before(4, 9), 20).json())
        .isEqualTo("{\"type\":\"history\",\"room\":\"a\",\"before\":9,\"epoch\":4,\"limit\":20}");
  }

  @Test
  void aWelcomeSaysWhereTheOtherNodesAre() {
    assertThat(
            Incoming.parse(
                "{\"type\":\"welcome\",\"node\":\"n\",\"id\":\"i\",\"nodes\":[\"http://localhost:8081\"]}"))
        .isEqualTo(new Incoming.Welcome("n", "i", List.of("http://localhost:8081")));
    assertThat(Incoming.parse("{\"type\":\"welcome\",\"node\":\"n\",\"id\":\"i\"}"))
        .isEqualTo(new Incoming.Welcome("n", "i", List.of()));
  }

  @Test
  void oneFrameMayHoldSeveralObjects() {
    assertThat(Incoming.lines("{\"a\":1}\n{\"b\":2}\n")).containsExactly("{\"a\":1}", "{\"b\":2}");
  }

  @Test
  void nonsenseIsASentence() {
    for (String nonsense : List.of("hello", "[]", "{}", "{\"type\":\"ack\"}")) {
      assertThatThrownBy(() -> Incoming.parse(nonsense))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(nonsense);
    }
  }
}
