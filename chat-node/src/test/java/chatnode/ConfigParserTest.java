package chatnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigParserTest {
  @TempDir Path folder;

  private static NodeConfig parse(Map<String, String> environment, String... args)
      throws Exception {
    return new ConfigParser(environment).parse(args);
  }

  @Test
  void theDefaultsAreThoseOfTheContract() throws Exception {
    NodeConfig config = parse(Map.of());
    assertThat(config.host).isEqualTo("0.0.0.0");
    assertThat(config.port).isEqualTo(8080);
    assertThat(config.standalone).isFalse();
    assertThat(config.clusterName).isEqualTo("chat");
    assertThat(config.clusterHost).isEqualTo("127.0.0.1");
    assertThat(config.clusterPort).isEqualTo(5701);
    assertThat(config.minNodes).isEqualTo(1);
    assertThat(config.history).isEqualTo(1000);
    assertThat(config.historyBytes).isEqualTo(1 << 20);
    assertThat(config.loops).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.origins).isEmpty();
    assertThat(config.hosts).isEmpty();
    assertThat(config.rate).isEqualTo(20);
    assertThat(config.burst).isEqualTo(40);
    assertThat(config.drain).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.drainDelay).isZero();
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file = folder.resolve("node.properties");
    Files.writeString(file, "port=1\ncluster-name=from-file\nrate=1\nstandalone=true\n");
    NodeConfig config =
        parse(
            Map.of("CHAT_CONFIG", file.toString(), "CHAT_PORT", "2", "CHAT_CLUSTER_NAME", "env"),
            "--port",
            "3");
    assertThat(config.port).isEqualTo(3);
    assertThat(config.clusterName).isEqualTo("env");
    assertThat(config.rate).isEqualTo(1);
    assertThat(config.standalone).isTrue();
  }

  @Test
  void listsAndDurationsAreRead() throws Exception {
    NodeConfig config =
        parse(
            Map.of(),
            "--join=a:1,b",
            "--origins",
            "http://x,http://y",
            "--drain=500ms",
            "--hosts",
            "chat.example.com,*");
    assertThat(config.hosts).containsExactlyInAnyOrder("chat.example.com", "*");
    assertThat(config.join).containsExactly("a:1", "b");
    assertThat(config.origins).containsExactlyInAnyOrder("http://x", "http://y");
    assertThat(config.drain).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void anOptionGivenTwiceCountsTheLastTime() throws Exception {
    assertThat(parse(Map.of(), "--port", "1", "--port", "2").port).isEqualTo(2);
  }

  @Test
  void aKeyThatIsNoOptionIsAMistake() throws Exception {
    Path file = folder.resolve("node.properties");
    Files.writeString(file, "prot=1\n");
    assertThatThrownBy(() -> parse(Map.of(), "--config", file.toString()))
        .isInstanceOf(ConfigParser.Mistake.class)
        .hasMessageContaining("prot");
  }

  @Test
  void aMistakeNamesTheOption() {
    assertThatThrownBy(() -> parse(Map.of(), "--history", "0"))
        .isInstanceOf(ConfigParser.Mistake.class)
        .hasMessage("--history: 0 is not from 1 to 100000.");
    assertThatThrownBy(() -> parse(Map.of("CHAT_PORT", "x")))
        .isInstanceOf(ConfigParser.Mistake.class)
        .hasMessageContaining("--port");
    assertThatThrownBy(() -> parse(Map.of(), "--proxy-protocol"))
        .isInstanceOf(ConfigParser.Mistake.class)
        .hasMessage("--proxy-protocol: say in --trusted-proxies whose header is believed.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://chat.example.com", "chat.example.com:8080", "*.example.com", "a b"})
  void aHostIsANameAndNothingElse(String host) {
    assertThatThrownBy(() -> parse(Map.of("CHAT_HOSTS", "chat.example.com," + host)))
        .isInstanceOf(ConfigParser.Mistake.class)
        .hasMessage(
            "--hosts: '" + host + "' is not a name like chat.example.com, without a port, or *.");
  }
}
