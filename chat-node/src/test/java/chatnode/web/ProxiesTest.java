package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.Logged;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private final Proxies proxies = new Proxies(List.of("10.0.0.0/8", "fd00::/16", "192.0.2.1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.1.2.3  | 203.0.113.9                     | 203.0.113.9
          192.0.2.1 | 203.0.113.9                     | 203.0.113.9
          fd00::1   | 2001:db8::7                     | 2001:db8::7
          10.1.2.3  | 6.6.6.6, 203.0.113.9            | 203.0.113.9
          10.1.2.3  | 203.0.113.9, 10.9.9.9           | 203.0.113.9
          10.1.2.3  | 10.7.7.7                        | 10.7.7.7
          10.1.2.3  | 6.6.6.6, nonsense               | 10.1.2.3
          192.0.2.2 | 203.0.113.9                     | 192.0.2.2
          10.1.2.3  | 198.51.100.7:50321              | 198.51.100.7
          10.1.2.3  | [2001:db8::1]:443               | 2001:db8::1
          10.1.2.3  | [2001:db8::1]                   | 2001:db8::1
          10.1.2.3  | 198.51.100.7:1, 10.9.9.9:50000  | 198.51.100.7
          10.1.2.3  | 198.51.100.7:                   | 10.1.2.3
          10.1.2.3  | 198.51.100.7:x                  | 10.1.2.3
          10.1.2.3  | [198.51.100.7                   | 10.1.2.3
          10.1.2.3  | unknown                         | 10.1.2.3
          """)
  void aHeaderIsBelievedAsFarAsItsWritersAreOurs(String peer, String header, String client) {
    assertThat(proxies.client(peer, List.of(header))).isEqualTo(client);
  }

  @Test
  void severalHeadersAreOneList() {
    assertThat(proxies.client("10.1.1.1", List.of("6.6.6.6", "203.0.113.9, 10.2.2.2")))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void aHeaderThatCannotBeReadIsToldOfOnceAndUnknownIsNone() {
    try (Logged log = new Logged(Proxies.class)) {
      proxies.client("10.1.1.1", List.of("unknown"));
      assertThat(log.messages()).isEmpty();
      proxies.client("192.0.2.2", List.of("of no proxy of ours"));
      assertThat(log.messages()).isEmpty();
      proxies.client("10.1.1.1", List.of("for=203.0.113.9"));
      proxies.client("10.1.1.1", List.of("other"));
      assertThat(log.messages()).singleElement().asString().contains("for=203.0.113.9");
    }
  }

  @Test
  void whatIsNoNetworkIsRefused() {
    assertThatThrownBy(() -> new Proxies(List.of("10.0.0/8")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0/8");
  }
}
