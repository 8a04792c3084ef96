package chatbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogScaleTest {

  @Test
  void everythingIsWithinAndFactorsAreAlikeEverywhere() {
    LogScale scale = LogScale.of(List.of(new Spread(10, 0.1, 10), new Spread(50, 40, 1_000)));
    assertThat(scale.at(0.1)).isBetween(0.0, 0.1);
    assertThat(scale.at(1_000)).isBetween(0.9, 1.0);
    assertThat(scale.at(10) - scale.at(1)).isCloseTo(scale.at(100) - scale.at(10), offset());
    assertThat(scale.lines()).containsExactly(0.1, 1.0, 10.0, 100.0, 1_000.0);
  }

  @Test
  void noiseDoesNotFillThePicture() {
    LogScale scale = LogScale.of(List.of(new Spread(100, 99, 101)));
    assertThat(scale.most() / scale.least()).isGreaterThan(3.9);
    assertThat(scale.lines()).contains(100.0);
  }

  @Test
  void nothingMeasuredIsAnEmptyPicture() {
    assertThat(LogScale.of(List.of(Spread.NONE)).lines()).isNotEmpty();
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
