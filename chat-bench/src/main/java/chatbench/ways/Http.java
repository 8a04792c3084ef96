package chatbench.ways;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

/**
 * HTTP/1.1 to all nodes. What lasts has connections of its own: a pool looks through all its
 * connections for one that is idle, and thousands of streams never are. Whoever has open requests
 * refers to this: Vert.x ends a client that nobody refers to any more.
 */
public final class Http {
  static final int CONNECT_TIMEOUT_MS = 3_000;

  /** A pool makes room for all of them when it is made. */
  private static final int CONNECTIONS = 1 << 16;

  /** A server may put all it has for a client into one chunk. */
  private static final int CHUNK = 64 * 1024;

  private final Vertx vertx;
  private final HttpClient brief;
  private final HttpClient lasting;

  /** The kernel decides how much it keeps for who does not read. */
  public Http(Vertx vertx) {
    this(vertx, options());
  }

  private Http(Vertx vertx, HttpClientOptions options) {
    this.vertx = vertx;
    this.brief = client(options);
    this.lasting = client(options);
  }

  /** The kernel keeps no more than {@code bytes}, and its own book-keeping, of what is not read. */
  public static Http keeping(int bytes, Vertx vertx) {
    return new Http(vertx, options().setReceiveBufferSize(bytes));
  }

  private HttpClient client(HttpClientOptions options) {
    return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  private static HttpClientOptions options() {
    return new HttpClientOptions()
        .setConnectTimeout(CONNECT_TIMEOUT_MS)
        .setMaxChunkSize(CHUNK)
        .setTcpNoDelay(true);
  }

  /** For what is answered at once. */
  HttpClient brief() {
    return brief;
  }

  /** For what stays open. */
  HttpClient lasting() {
    return lasting;
  }

  void later(long ms, Runnable action) {
    vertx.setTimer(ms, id -> action.run());
  }
}
