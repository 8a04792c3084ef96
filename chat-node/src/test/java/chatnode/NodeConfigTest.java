package chatnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.cluster.HostPort;
import chatnode.options.Mistake;
import chatnode.web.PublicUrl;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeConfigTest {

  private static NodeConfig read(String... args) throws Mistake {
    return NodeConfig.of(Map.of(), args).orElseThrow();
  }

  private static void isMistake(String sentence, String... args) {
    assertThatThrownBy(() -> read(args)).isInstanceOf(Mistake.class).hasMessage(sentence);
  }

  @Test
  void theDefaultsAreThoseOfTheContract() throws Exception {
    NodeConfig config = read();
    assertThat(config.entrance().host()).isEqualTo("0.0.0.0");
    assertThat(config.entrance().port()).isEqualTo(8080);
    assertThat(config.entrance().publicUrl()).isEmpty();
    assertThat(config.membership().standalone()).isFalse();
    assertThat(config.membership().name()).isEqualTo("chat");
    assertThat(config.membership().minNodes()).isEqualTo(1);
    assertThat(config.membership().heartbeatTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.addresses().host()).isEqualTo("127.0.0.1");
    assertThat(config.addresses().port()).isEqualTo(5701);
    assertThat(config.running().loops()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.running().drain()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.running().drainDelay()).isZero();
    assertThat(config.trust().origins()).isEmpty();
    assertThat(config.trust().hosts()).isEmpty();
    assertThat(config.rates().rate()).isEqualTo(20);
    assertThat(config.rates().burst()).isEqualTo(40);
  }

  @Test
  void whatIsKeptIsATimeAndNotANumber() throws Exception {
    NodeConfig config = read();
    assertThat(config.kept().window()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.kept().windowBytes()).isEqualTo(8 << 20);
    assertThat(config.kept().remember()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.kept().memory())
        .isCloseTo(Runtime.getRuntime().maxMemory() / 4, Offset.offset(100L));
  }

  @Test
  void aCountOfMessagesKeptIsNoOptionAnyMore() {
    isMistake(
        "--history: replaced by --window, how long a room keeps its messages in memory, at least.",
        "--history",
        "1000");
    assertThatThrownBy(() -> read("--history-bytes=1000000"))
        .hasMessageContaining("--window-bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r"})
  void noOptionAtAllMindsAnEmptyVariable(String nothing) throws Exception {
    Map<String, String> environment =
        Pattern.compile("(?m)^\\| `--([a-z-]+)`")
            .matcher(NodeConfig.options(Map.of()).page())
            .results()
            .map(name -> "CHAT_" + name.group(1).toUpperCase(Locale.ROOT).replace('-', '_'))
            .collect(Collectors.toMap(variable -> variable, variable -> nothing));
    assertThat(environment).hasSizeGreaterThan(40);
    assertThat(NodeConfig.of(environment)).contains(read());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://chat.example.com", "chat.example.com:8080", "*.example.com", "a b"})
  void aHostIsANameAndNothingElse(String host) {
    isMistake(
        "--hosts: '" + host + "' is not a name like chat.example.com, without a port, or *.",
        "--hosts",
        "chat.example.com," + host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "10.0.0", "::/129", "proxy", "10.0.0.1/"})
  void aNetworkIsAnAddressWithOrWithoutAPrefix(String network) {
    isMistake(
        "--trusted-proxies: '" + network + "' is not an address or a network.",
        "--trusted-proxies",
        network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bar:baz:1", "bar:", ":1", "bar:0", "bar:65536", "http://bar", "::1"})
  void whomToJoinIsAHostAndPerhapsAPort(String member) {
    isMistake("--join: '" + member + "' is not host or host:port.", "--join", "a:1," + member);
    isMistake(
        "--cluster-public: '" + member + "' is not host or host:port.", "--cluster-public", member);
  }

  @Test
  void membersMayHavePortsAndIpv6Brackets() throws Exception {
    assertThat(read("--join=a:1,b,[::1]:5701,[::1]").membership().join())
        .extracting(HostPort::host)
        .containsExactly("a", "b", "[::1]", "[::1]");
    assertThat(read("--join=a:1,b,[::1]:5701,[::1]").membership().join())
        .extracting(member -> member.port().orElse(0))
        .containsExactly(1, 0, 5701, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "https://Chat.Example.com, https://chat.example.com",
    "http://10.0.0.7:8080/, http://10.0.0.7:8080",
    "https://chat.example.com:443, https://chat.example.com",
    "HTTP://[::1]:8080, http://[::1]:8080",
  })
  void aPublicUrlIsKeptAsBrowsersWriteAnOrigin(String given, String origin) throws Exception {
    assertThat(read("--public-url", given).entrance().publicUrl())
        .map(PublicUrl::origin)
        .contains(origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chat.example.com",
        "ftp://chat.example.com",
        "https://chat.example.com/chat",
        "https://a?b",
        "https://a#b",
        "https://ann@a",
        "https://",
        "https://a:99999",
        "http://a b"
      })
  void aPublicUrlHasNoPath(String given) {
    assertThatThrownBy(() -> read("--public-url", given))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("--public-url: '" + given + "' is not like https://");
  }

  @Test
  void optionsThatNeedOneAnotherSaySo() {
    isMistake(
        "--proxy-protocol: say in --trusted-proxies whose header is believed.", "--proxy-protocol");
    isMistake("--tls-cert and --tls-key: both or neither.", "--tls-cert=a.pem");
    isMistake("--tls-cert: cannot read a.pem.", "--tls-cert=a.pem", "--tls-key=b.pem");
    isMistake(
        "--standalone: one node alone can never be 2 (--min-nodes).",
        "--standalone",
        "--min-nodes=2");
    isMistake("--discovery dns: --join names the service.", "--discovery=DNS");
  }

  @Test
  void whoIsToBeLetInIsSaidWhole() throws Mistake {
    isMistake("--guests off: without --jwt-keys nobody could come in.", "--guests=off");
    isMistake("--guests: 'maybe' is not one of on, off.", "--guests=maybe");
    String both =
        "--jwt-keys: say in --jwt-issuer and --jwt-audience whose tokens, and for whom, are"
            + " accepted.";
    isMistake(both, "--jwt-keys=https://login.example/jwks");
    isMistake(both, "--jwt-keys=https://login.example/jwks", "--jwt-issuer=https://login.example");
    isMistake("--jwt-issuer and --jwt-audience: they go with --jwt-keys.", "--jwt-audience=chat");
    isMistake("--jwt-keys: 'https://' is not a URL like https://host/jwks.", "--jwt-keys=https://");
    isMistake("--rules: cannot read none.json.", "--rules=none.json");
    isMistake(
        "--jwt-keys: cannot read none.json.",
        "--jwt-keys=none.json",
        "--jwt-issuer=i",
        "--jwt-audience=a");
    assertThat(
            read(
                    "--guests=off",
                    "--jwt-keys=https://login.example/jwks",
                    "--jwt-issuer=i",
                    "--jwt-audience=a")
                .signingIn()
                .letsGuestsIn())
        .isFalse();
  }
}
