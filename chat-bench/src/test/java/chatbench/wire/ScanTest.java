package chatbench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScanTest {
  private static final String TWO =
      "{\"type\":\"ack\",\"room\":\"a\",\"id\":\"123.4\",\"seq\":9}\n"
          + "{\"type\":\"message\",\"id\":\"7\",\"from\":{\"id\":\"z\"},\"text\":\"55 xx\"}";

  private static Scan.Kind kind(String text) {
    return Scan.kind(text, 0, text.length());
  }

  @Test
  void kindsAreToldApart() {
    assertThat(kind("{\"type\":\"message\",\"room\":\"a\"}")).isEqualTo(Scan.Kind.MESSAGE);
    assertThat(kind("{\"type\":\"ack\"}")).isEqualTo(Scan.Kind.ACK);
    assertThat(kind("{\"type\":\"joined\"}")).isEqualTo(Scan.Kind.JOINED);
    assertThat(kind("{\"type\":\"welcome\"}")).isEqualTo(Scan.Kind.WELCOME);
    assertThat(kind("{\"type\":\"pong\"}")).isEqualTo(Scan.Kind.PONG);
    assertThat(kind("{\"type\":\"reset\"}")).isEqualTo(Scan.Kind.RESET);
    assertThat(kind("{\"type\":\"presence\"}")).isEqualTo(Scan.Kind.OTHER);
    assertThat(kind("{\"type\":\"error\"}")).isEqualTo(Scan.Kind.ERROR);
    assertThat(kind("{\"type\":\"presence\"}")).isEqualTo(Scan.Kind.OTHER);
    assertThat(kind("{}")).isEqualTo(Scan.Kind.OTHER);
  }

  @Test
  void theTypeNeedNotComeFirst() {
    assertThat(kind("{\"room\":\"a\",\"type\":\"ack\"}")).isEqualTo(Scan.Kind.ACK);
  }

  @Test
  void aTextThatLooksLikeATypeIsNotOne() {
    assertThat(kind("{\"text\":\"\\\"type\\\":\\\"ack\\\"\",\"type\":\"message\"}"))
        .isEqualTo(Scan.Kind.MESSAGE);
  }

  @Test
  void aFieldOfTheNextObjectIsNotRead() {
    int newline = TWO.indexOf('\n');
    assertThat(Scan.number(TWO, "\"id\":\"", 0, newline)).isEqualTo(123);
    assertThat(Scan.number(TWO, "\"text\":\"", 0, newline)).isEqualTo(-1);
    assertThat(Scan.number(TWO, "\"text\":\"", newline + 1, TWO.length())).isEqualTo(55);
  }

  @Test
  void aTextThatDoesNotBeginWithDigitsHasNoNumber() {
    assertThat(Scan.number("{\"text\":\"hello\"}", "\"text\":\"", 0, 16)).isEqualTo(-1);
  }
}
