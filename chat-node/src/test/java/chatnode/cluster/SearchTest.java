package chatnode.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.JoinConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchTest {
  private static final InetSocketAddress SELF = new InetSocketAddress("127.0.0.1", 5701);

  private static Search search(String... join) {
    return new Search(
        new ClusterSettings(
            "name",
            "127.0.0.1",
            5701,
            null,
            0,
            null,
            ClusterSettings.Discovery.STATIC,
            List.of(join),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60)));
  }

  @Test
  void aHostWithoutAPortIsLookedForAtTheFirstFew() {
    assertThat(search("a", "b:7", "[::1]:8").candidates())
        .containsExactly("a:5701", "a:5702", "a:5703", "b:7", "[::1]:8");
  }

  @Test
  void withoutNamesTheNodesAreOnThisMachine() {
    assertThat(search().candidates()).hasSize(20).startsWith("127.0.0.1:5701");
  }

  /** Hazelcast waits for seconds at each address where nobody is. */
  @Test
  void onlyWhereSomebodyListensHazelcastIsToLook() throws IOException {
    try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String there = "127.0.0.1:" + somebody.getLocalPort();
      JoinConfig join = new JoinConfig();
      search(there, "127.0.0.1:1").refresh(join, Set.of(SELF));
      assertThat(join.getTcpIpConfig().getMembers()).containsExactly(there);
      assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    }
  }

  @Test
  void whoIsAloneThoughOthersWereNamedSaysSo() {
    Search search = search("127.0.0.1:1", "127.0.0.1:5701");
    search.refresh(new JoinConfig(), Set.of(SELF));
    assertThat(search.missing()).hasSize(1);
    assertThat(search.missing().get(0).sentence()).contains("--join").doesNotContain("127.0.0.1");
    assertThat(search.missing().get(0).detail()).contains("127.0.0.1:1");
    search.refresh(new JoinConfig(), Set.of(SELF, new InetSocketAddress("127.0.0.1", 1)));
    assertThat(search.missing()).isEmpty();
  }

  @Test
  void whoWasNamedAloneOrNotAtAllMissesNobody() {
    for (Search search : List.of(search(), search("127.0.0.1:5701"))) {
      search.refresh(new JoinConfig(), Set.of(SELF));
      assertThat(search.missing()).isEmpty();
    }
  }
}
