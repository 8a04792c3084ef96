package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.Logged;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {
  private final Hosts hosts =
      new Hosts(
          List.of("chat.example.com", " Talk.Example.org."),
          List.of("https://www.example.net:8443", "null"),
          "bound.example");

  private static boolean admits(Hosts hosts, String header) {
    String name = Hosts.nameIn(header);
    return name != null && hosts.include(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8080",
        "192.0.2.7.",
        "[::1]",
        "[::1]:8080",
        "[2001:DB8::7]",
        "localhost",
        "LOCALHOST:8080",
        "localhost.",
        "chat.localhost",
        "chat.example.com",
        "Chat.Example.COM.:443",
        "talk.example.org",
        "www.example.net",
        "bound.example:1"
      })
  void addressesLocalhostAndNamesThatWereGivenAreOurs(String header) {
    assertThat(admits(hosts, header)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "example.com",
        "sub.chat.example.com",
        "localhost.evil.example",
        "notlocalhost",
        "127.0.0.1.evil.example",
        "127.0.0",
        "1.2.3.256",
        "[v1.a]",
        "*"
      })
  void othersAreNot(String header) {
    assertThat(Hosts.nameIn(header)).isNotNull();
    assertThat(admits(hosts, header)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        ":8080",
        "::1",
        "[::1",
        "[]",
        "two words",
        "a,b:c",
        "user@host",
        "host:port",
        "host:70000",
        "host/path",
        "http://host"
      })
  void whatIsNoHostHasNoName(String header) {
    assertThat(Hosts.nameIn(header)).isNull();
  }

  @Test
  void whatIsTooLongForDnsHasNoName() {
    assertThat(Hosts.nameIn("a".repeat(255))).isNotNull();
    assertThat(Hosts.nameIn("a".repeat(256))).isNull();
  }

  @Test
  void theMachineGoesByItsOwnName() throws Exception {
    String machine = InetAddress.getLocalHost().getHostName();
    assertThat(admits(hosts, machine + ":8080")).isTrue();
    assertThat(admits(hosts, machine + ".local")).isTrue();
  }

  @Test
  void anAsteriskAmongTheHostsOrTheOriginsIsAnyName() {
    assertThat(admits(new Hosts(List.of("*"), List.of(), "0.0.0.0"), "evil.example")).isTrue();
    assertThat(admits(new Hosts(List.of(), List.of("*"), "0.0.0.0"), "evil.example")).isTrue();
  }

  @Test
  void eachNameThatIsRefusedIsLoggedOnceAndNotWithoutEnd() {
    try (Logged log = new Logged(Hosts.class)) {
      hosts.include("localhost");
      hosts.include("first.example");
      hosts.include("second.example");
      hosts.include("first.example");
      assertThat(log.messages()).hasSize(2);
      assertThat(log.messages().get(1)).contains("second.example").contains("--hosts");
      for (int i = 0; i < 1000; i++) {
        hosts.include("made-up-" + i + ".example");
      }
      assertThat(log.messages()).hasSize(100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9080", "[::1]:9080", "localhost", "a.localhost:1"})
  void anAddressIsItsOwn(String authority) {
    assertThat(Hosts.isOwnOf(authority)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"badcafe.de", "cafe.cc", "dead.beef", "1.2.3", "evil.example", "a:b:c"})
  void aNameOfLettersThatAreDigitsTooIsNoAddress(String authority) {
    assertThat(Hosts.isOwnOf(authority)).isFalse();
  }
}
