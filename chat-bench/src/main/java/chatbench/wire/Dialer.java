package chatbench.wire;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;

/** Opens WebSockets; by itself it is the way in that speaks {@code chat.v1.json}. */
public final class Dialer implements Way {
  public static final String PROTOCOL = "chat.v1.json";

  /** A server may put all it has for a client into one frame. */
  private static final int MAX_FRAME = 8 << 20;

  private static final int MAX_MESSAGE = 32 << 20;
  private static final int CONNECT_TIMEOUT_MS = 3_000;

  private final WebSocketClient client;

  /** The kernel decides how much it keeps for who does not read. */
  public Dialer(Vertx vertx) {
    this(vertx, options());
  }

  private Dialer(Vertx vertx, WebSocketClientOptions options) {
    client = vertx.createWebSocketClient(options);
  }

  /** The kernel keeps no more than {@code bytes}, and its own book-keeping, of what is not read. */
  public static Dialer keeping(int bytes, Vertx vertx) {
    return new Dialer(vertx, options().setReceiveBufferSize(bytes));
  }

  private static WebSocketClientOptions options() {
    return new WebSocketClientOptions()
        .setMaxFrameSize(MAX_FRAME)
        .setMaxMessageSize(MAX_MESSAGE)
        .setMaxConnections(Integer.MAX_VALUE)
        .setTryUsePerMessageCompression(false)
        .setConnectTimeout(CONNECT_TIMEOUT_MS)
        .setClosingTimeout(1)
        .setTcpNoDelay(true);
  }

  @Override
  public Future<Line> open(String url, Line.Ear ear) {
    return dial(url).map(socket -> new SocketLine(socket, ear));
  }

  public Future<WebSocket> dial(String url) {
    return dial(url, List.of(PROTOCOL));
  }

  /**
   * Offers sub-protocols, or none. The timeout covers the handshake too: a frozen node still
   * accepts connections.
   */
  public Future<WebSocket> dial(String url, List<String> protocols) {
    return client
        .connect(
            new WebSocketConnectOptions()
                .setAbsoluteURI(url)
                .setSubProtocols(protocols)
                .setTimeout(CONNECT_TIMEOUT_MS))
        .recover(
            failure ->
                Future.failedFuture("cannot connect to " + url + ": " + failure.getMessage()));
  }
}
