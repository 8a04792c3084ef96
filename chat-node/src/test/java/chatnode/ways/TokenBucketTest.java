package chatnode.ways;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aBurstPassesAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(20, 40, 0);
    for (int i = 0; i < 40; i++) {
      assertThat(bucket.take(0)).isZero();
    }
    assertThat(bucket.take(0)).isEqualTo(50);
    assertThat(bucket.take(SECOND / 20)).isZero();
    assertThat(bucket.take(SECOND / 20)).isPositive();
  }

  @Test
  void noRateIsNoLimit() {
    TokenBucket bucket = new TokenBucket(0, 1, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(bucket.take(0)).isZero();
    }
  }
}
