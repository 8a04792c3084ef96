package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What two signals cannot do in a foreseeable order; the rest is in chat-test. */
class DepartureTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final class Client implements WebSocket.Listener {
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    Client(ChatNode node) {
      URI uri = URI.create("ws://127.0.0.1:" + node.port() + "/chat");
      HTTP.newWebSocketBuilder().subprotocols("chat.v1.json").buildAsync(uri, this).join();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(1006);
    }
  }

  @Test
  void aHurryThatOvertakesTheDrainHurriesItAllTheSame() throws Exception {
    NodeConfig config =
        NodeConfig.with(
            "--standalone",
            "--store=memory",
            "--host=127.0.0.1",
            "--port=0",
            "--admin-port=0",
            "--loops=1",
            "--drain=1m");
    ChatNode node =
        ChatNode.start(config).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    node.hurry();
    Client first = new Client(node);
    Client last = new Client(node);
    CompletableFuture<Void> stopped = node.stop().toCompletionStage().toCompletableFuture();
    assertThat(first.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1012);
    assertThat(last.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1012);
    stopped.get(30, TimeUnit.SECONDS);
  }
}
