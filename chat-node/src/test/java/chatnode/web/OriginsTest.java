package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
  private static final Set<String> NODES =
      Set.of("https://b.example.com", "http://10.0.0.2:8080", "127.0.0.1:8081");
  private final Origins origins = new Origins(Set.of(), () -> NODES);

  @ParameterizedTest
  @CsvSource({
    "http://a.example.com, a.example.com",
    "http://A.example.com:8080, a.example.com:8080",
    "https://b.example.com, a.example.com",
    "https://b.example.com:443, a.example.com",
    "http://10.0.0.2:8080, a.example.com",
    "http://127.0.0.1:8081, a.example.com",
    "http://localhost:8081, localhost:8080",
    "http://localhost:8081, 127.0.0.1:8080",
    "http://[::1]:8081, localhost:8080",
  })
  void pagesOfTheNameAskedForAndOfTheOtherNodesMayConnect(String origin, String host) {
    assertThat(origins.include(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "http://elsewhere.example, a.example.com",
    "http://b.example.com, a.example.com",
    "https://b.example.com:8443, a.example.com",
    "http://10.0.0.2:8081, a.example.com",
    "http://localhost:8081, a.example.com",
    "http://localhost:9999, localhost:8080",
    "http://localhost.evil.example:8081, localhost:8080",
    "http://evil.example:8081, localhost:8080",
    "null, a.example.com",
    "not an origin, a.example.com",
    "http://, a.example.com",
  })
  void othersMayNot(String origin, String host) {
    assertThat(origins.include(origin, host)).isFalse();
  }

  @Test
  void listedOriginsTakeThePlaceOfTheNameAskedForButNotOfTheOtherNodes() {
    Origins listed = new Origins(Set.of("https://www.example.net"), () -> NODES);
    assertThat(listed.include("https://www.example.net", "a.example.com")).isTrue();
    assertThat(listed.include("http://a.example.com", "a.example.com")).isFalse();
    assertThat(listed.include("https://b.example.com", "a.example.com")).isTrue();
    assertThat(new Origins(Set.of("*"), Set::of).include("http://x.y", "z")).isTrue();
  }

  @Test
  void onlyWhoIsListedMayShowThePageInAFrame() {
    assertThat(origins.embedders()).isEmpty();
    Set<String> listed = Set.of("*", "https://site.example", "http://a;script-src", "null");
    assertThat(new Origins(listed, () -> NODES).embedders())
        .containsExactly("https://site.example");
  }

  @Test
  void aPageMayConnectToItsOwnNodeAndToTheOthers() {
    assertThat(origins.reachedFrom("a.example.com:8080").split(" "))
        .contains(
            "'self'",
            "ws://a.example.com:8080",
            "wss://b.example.com",
            "https://b.example.com",
            "ws://10.0.0.2:8080")
        .doesNotContain("ws://localhost:*");
    assertThat(origins.reachedFrom("127.0.0.1:8080").split(" "))
        .contains("ws://localhost:*", "ws://127.0.0.1:*", "http://localhost:*");
  }

  @ParameterizedTest
  @CsvSource({"a;script-src, b", "'a b', b", "\"a,b\", b", "'', b"})
  void aHostAddsNothingElseToThePolicy(String host, String unused) {
    assertThat(new Origins(Set.of(), () -> Set.of("http://x;script-src")).reachedFrom(host))
        .isEqualTo("'self'");
  }
}
