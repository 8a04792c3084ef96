package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import chattest.support.TestCertificate;
import chattest.support.TestCluster;
import chattest.support.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** wss, and a certificate that is renewed while the node runs. */
class TlsTest {
  @TempDir Path folder;

  @Test
  void chatRunsOverTlsAndARenewedCertificateIsTakenUpWithoutARestart() throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      TestCertificate first = TestCertificate.write(folder);
      NodeProcess node =
          cluster.node(
              "--standalone",
              "--tls-cert",
              folder.resolve("cert.pem").toString(),
              "--tls-key",
              folder.resolve("key.pem").toString());
      assertThat(node.readyLine()).contains("https://");
      assertThat(TestCertificate.servedAt(node.port())).isEqualTo(first.certificate());
      assertThat(echo(node, first, "over wss")).isEqualTo("over wss");

      TestCertificate second = TestCertificate.write(folder);
      Until.holds(() -> TestCertificate.servedAt(node.port()).equals(second.certificate()));
      assertThat(echo(node, second, "renewed")).isEqualTo("renewed");
    }
  }

  private String[] options(Path folder) {
    return new String[] {
      "--standalone",
      "--tls-cert=" + folder.resolve("cert.pem"),
      "--tls-key=" + folder.resolve("key.pem")
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aPairOfAnyAlgorithmIsServed(String algorithm) {
    try (TestCluster cluster = new TestCluster()) {
      TestCertificate pair = TestCertificate.write(folder, algorithm);
      NodeProcess node = cluster.node(options(folder));
      assertThat(TestCertificate.servedAt(node.port())).isEqualTo(pair.certificate());
    }
  }

  @ParameterizedTest
  @CsvSource({"RSA, cert.pem, key.pem", "RSA, key.pem, cert.pem", "EC, key.pem, cert.pem"})
  void halfOfARenewedPairIsNotInForceUntilTheOtherHalfIsThere(
      String algorithm, String first, String second) throws Exception {
    Path fresh = Files.createDirectory(folder.resolve("fresh"));
    try (TestCluster cluster = new TestCluster()) {
      TestCertificate old = TestCertificate.write(folder, algorithm);
      TestCertificate renewed = TestCertificate.write(fresh, algorithm);
      NodeProcess node = cluster.node(options(folder));
      Files.move(fresh.resolve(first), folder.resolve(first), StandardCopyOption.REPLACE_EXISTING);
      Until.holds(() -> node.output().contains("the old certificate stays in use"));
      assertThat(node.output()).contains("do not belong together");
      assertThat(TestCertificate.servedAt(node.port())).isEqualTo(old.certificate());
      Files.move(
          fresh.resolve(second), folder.resolve(second), StandardCopyOption.REPLACE_EXISTING);
      Until.holds(() -> TestCertificate.servedAt(node.port()).equals(renewed.certificate()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aNodeDoesNotStartWithHalvesOfTwoPairs(String algorithm) throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    TestCertificate.write(folder, algorithm);
    TestCertificate.write(other, algorithm);
    Files.move(
        other.resolve("key.pem"), folder.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = cluster.launch(options(folder));
      assertThat(node.await()).isEqualTo(1);
      assertThat(node.output().lines()).hasSize(1);
      assertThat(node.output()).contains("do not belong together").endsWith(".");
    }
  }

  private static String echo(NodeProcess node, TestCertificate trusted, String text) {
    CompletableFuture<String> heard = new CompletableFuture<>();
    WebSocket socket =
        HttpClient.newBuilder()
            .sslContext(trusted.context())
            .build()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("wss://localhost:" + node.port() + "/?room=tls"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
                    heard.complete(data.toString());
                    return null;
                  }
                })
            .join();
    socket.sendText(text, true);
    String echo = heard.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
    socket.abort();
    return echo;
  }
}
