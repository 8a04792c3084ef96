package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import chattest.support.TestCertificate;
import chattest.support.TestCluster;
import chattest.support.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
