package chatnode.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.7:5702", "[fe80::1]:5702", "node-b.internal:4040", "10.0.0.7"})
  void anyoneIsToldWhyButNotWhere(String address) {
    String reason = "member 1a2b advertises " + address + " - set --cluster-host";
    Health health = new Health("node", 2, true, List.of(Health.Remark.of(reason)), List.of());
    assertThat(health.isReady()).isFalse();
    assertThat(health.publicReasons())
        .containsExactly("member 1a2b advertises an address - set --cluster-host");
    assertThat(health.reasons()).containsExactly(reason);
  }
}
