package chatbench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final String ONE = "ws://localhost:8080/chat";
  private static final String TWO = "ws://localhost:8081/chat";
  private static final long NOW = 1;

  private static Set<String> taken(Addresses addresses, long now) {
    Random random = new Random(1);
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      taken.add(addresses.any(random, now));
    }
    return taken;
  }

  @Test
  void whoWasGivenOneAddressLearnsTheOthers() {
    Addresses addresses = Addresses.of(List.of(ONE));
    addresses.learn(List.of("http://localhost:8081", "https://chat.example.com/"));
    assertThat(taken(addresses, NOW))
        .containsExactlyInAnyOrder(ONE, TWO, "wss://chat.example.com/chat");
  }

  @Test
  void whoWasGivenSeveralOrABalancersKeepsToThem() {
    Addresses several = Addresses.of(List.of(ONE, TWO));
    several.learn(List.of("http://localhost:8082"));
    assertThat(taken(several, NOW)).containsExactlyInAnyOrder(ONE, TWO);
    Addresses balancer = Addresses.only(List.of(ONE));
    balancer.learn(List.of("http://localhost:8082"));
    assertThat(taken(balancer, NOW)).containsExactly(ONE);
  }

  @Test
  void anAddressThatHasFailedIsLeftAloneForAWhile() {
    Addresses addresses = Addresses.of(List.of(ONE, TWO));
    addresses.failed(ONE, NOW);
    assertThat(taken(addresses, NOW)).containsExactly(TWO);
    assertThat(taken(addresses, NOW + TimeUnit.SECONDS.toNanos(10)))
        .containsExactlyInAnyOrder(ONE, TWO);
  }

  @Test
  void whenAllHaveFailedAnyIsTried() {
    Addresses addresses = Addresses.of(List.of(ONE, TWO));
    addresses.failed(ONE, NOW);
    addresses.failed(TWO, NOW);
    assertThat(taken(addresses, NOW)).containsExactlyInAnyOrder(ONE, TWO);
  }

  @Test
  void aSecretThatCouldBeGuessedIsNone() {
    assertThatThrownBy(() -> new Identity("ann", "fifteen-letters"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16");
    assertThat(new Identity("ann", "sixteen--letters").nick()).isEqualTo("ann");
  }
}
