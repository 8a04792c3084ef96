package chatbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianIsTheMiddleOneOrBetweenTheTwoInTheMiddle() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(3, 1, 9));
    assertThat(Spread.of(List.of(5.0))).isEqualTo(new Spread(5, 5, 5));
  }

  @Test
  void aRoundWithoutADeliveryDoesNotCount() {
    assertThat(Spread.of(List.of(Double.NaN, 4.0))).isEqualTo(new Spread(4, 4, 4));
    assertThat(Spread.of(List.of()).isKnown()).isFalse();
    assertThat(Spread.of(List.of()).toString()).isEqualTo("-");
  }

  @Test
  void figuresHaveThreeDigitsThatCount() {
    assertThat(Spread.of(List.of(0.1254, 0.1491)).toString()).isEqualTo("0.137 (0.125-0.149)");
    assertThat(Spread.of(List.of(8.416)).toString()).isEqualTo("8.42");
    assertThat(Spread.number(23.46)).isEqualTo("23.5");
    assertThat(Spread.number(3_120_456)).isEqualTo("3,120,000");
  }
}
