package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Bench;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * P2 and P9: 200 messages a second, and every node is killed at once, or two of three, or all are
 * ended, or their PostgreSQL goes. Whatever was acknowledged is in the history of every node
 * afterwards, once and in order, back to the first message; after a clean end rooms go on under
 * their epochs.
 */
class StaysTest {
  private static final Duration SOON = Duration.ofMinutes(4);
  private static final Duration LONG = Duration.ofMinutes(20);
  private static final List<String> CHAT =
      List.of(
          "--nodes=3",
          "--clients=30",
          "--rooms=5",
          "--rate=200",
          "--fault-every=3s",
          "--settle=1s",
          "--store-down=3s",
          "--seed=6",
          "--node-args=--drain 1s");

  @Test
  void whatWasAcknowledgedIsInTheFolderThoughAllNodesWereKilled() {
    assertThat(faults(verify("stays-sqlite", "sqlite:", "all,two,clean", 1)))
        .containsExactlyInAnyOrder("all", "two", "clean");
  }

  @Test
  void whatWasAcknowledgedIsInPostgresqlThoughItOrAllNodesWereKilled() {
    assertThat(faults(verify("stays-postgresql", "postgresql", "all,store,store,store,store", 1)))
        .containsExactlyInAnyOrder("all", "store", "store", "store", "store");
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"sqlite:,all", "postgresql,all", "postgresql,store"})
  void itIsTwentyTimes(String store, String fault) {
    String name = "stays-" + store.replace(":", "") + "-" + fault;
    assertThat(faults(verify(name, store, fault, 20))).hasSize(20);
  }

  private static JsonObject verify(String name, String store, String faults, int rounds) {
    List<String> options = new ArrayList<>(CHAT);
    options.addAll(List.of("--store=" + store, "--faults=" + faults, "--rounds=" + rounds));
    return Bench.verify(rounds == 1 ? SOON : LONG, name, options.toArray(String[]::new));
  }

  private static List<String> faults(JsonObject report) {
    return report.getJsonArray("faults").stream()
        .map(each -> ((JsonObject) each).getString("fault"))
        .toList();
  }
}
