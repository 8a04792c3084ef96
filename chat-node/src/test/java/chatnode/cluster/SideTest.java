package chatnode.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SideTest {
  private static final long SECOND = 1_000_000_000L;
  private final Side side = new Side(0);

  private void ticks(int from, int to) {
    for (int second = from; second < to; second++) {
      side.tick(second * SECOND);
    }
  }

  @Test
  void oneOfThreeGoneLeavesTheMajority() {
    side.token(3, 7, SECOND);
    assertThat(side.token(2, 5, 2 * SECOND)).isZero();
  }

  @Test
  void mostGoneAtOnceMeansThatThisIsTheSmallerPart() {
    side.token(3, 7, SECOND);
    side.token(2, 5, 2 * SECOND);
    assertThat(side.token(1, 9, 3 * SECOND)).isEqualTo(9);
    assertThat(side.token(1, 9, 4 * SECOND)).isEqualTo(9);
  }

  @Test
  void itStaysTheSmallerPartHoweverLongTheSplitLasts() {
    side.token(3, 7, 0);
    side.token(1, 9, SECOND);
    ticks(1, 600);
    assertThat(side.token(1, 9, 600 * SECOND)).isEqualTo(9);
  }

  @Test
  void oneOfTwoGoneIsTakenForACrash() {
    side.token(2, 7, SECOND);
    assertThat(side.token(1, 9, 2 * SECOND)).isZero();
  }

  @Test
  void oneOfTwoGoneAfterAStandstillIsTakenForASplit() {
    side.token(2, 7, SECOND);
    ticks(1, 3);
    assertThat(side.token(1, 9, 15 * SECOND)).isEqualTo(9);
  }

  @Test
  void afterAStandstillTheFirstLossOfThreeIsEnough() {
    side.token(3, 7, SECOND);
    ticks(1, 3);
    assertThat(side.token(2, 5, 15 * SECOND)).isEqualTo(5);
    assertThat(side.token(1, 9, 15 * SECOND)).isEqualTo(5);
  }

  @Test
  void nodesLeavingOneAfterAnotherAreNoSplit() {
    side.token(3, 7, 0);
    side.token(2, 5, SECOND);
    ticks(1, 90);
    assertThat(side.token(1, 9, 90 * SECOND)).isZero();
  }

  @Test
  void whenTheOthersAreBackItIsOver() {
    side.token(3, 7, 0);
    side.token(1, 9, SECOND);
    assertThat(side.token(2, 5, 2 * SECOND)).isZero();
  }
}
