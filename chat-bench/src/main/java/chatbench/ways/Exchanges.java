package chatbench.ways;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * All that one client has asked one node over HTTP and waits for. It gives up on none of it before
 * the client does, with {@link #close}; then nothing more is asked.
 */
public final class Exchanges {
  private static final String CLIENT = "Chat-Client";

  private final Http http;
  private final String base;
  private final Set<HttpClientRequest> open = new HashSet<>();
  private boolean closed;

  /** {@code url} is that of the node's WebSocket. */
  public Exchanges(Http http, String url) {
    this.http = http;
    this.base = Paths.base(url);
  }

  /** Somebody is there. A frozen node accepts connections, and yet nobody is. */
  public Future<Void> alive() {
    return get(Paths.ALIVE)
        .timeout(Http.CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .<Void>mapEmpty()
        .onFailure(failure -> close())
        .recover(failure -> Future.failedFuture(unreachable(failure)));
  }

  public String unreachable(Throwable failure) {
    return "cannot connect to " + base + ": " + failure.getMessage();
  }

  Future<Answer> get(String path) {
    return ask(http.brief(), options(HttpMethod.GET, path), Buffer.buffer());
  }

  /** An answer that may be long in coming. */
  public Future<Answer> await(String path) {
    return ask(http.lasting(), options(HttpMethod.GET, path), Buffer.buffer());
  }

  public Future<Answer> post(String path, String json) {
    return ask(http.brief(), posting(path), Buffer.buffer(json));
  }

  Future<Answer> awaitPost(String path) {
    return ask(http.lasting(), posting(path), Buffer.buffer());
  }

  /** The body is the caller's to read, in the same turn. */
  public Future<HttpClientResponse> stream(String path, String client) {
    RequestOptions options = options(HttpMethod.GET, path).putHeader(CLIENT, client);
    options.putHeader(HttpHeaders.ACCEPT, "text/event-stream");
    return begin(http.lasting(), options, Buffer.buffer());
  }

  private RequestOptions options(HttpMethod method, String path) {
    return new RequestOptions().setMethod(method).setAbsoluteURI(base + path);
  }

  private RequestOptions posting(String path) {
    return options(HttpMethod.POST, path).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
  }

  private Future<Answer> ask(HttpClient client, RequestOptions options, Buffer body) {
    return begin(client, options, body)
        .compose(
            response ->
                response
                    .body()
                    .onComplete(done -> open.remove(response.request()))
                    .map(
                        read ->
                            new Answer(
                                response.statusCode(), read.toString(StandardCharsets.UTF_8))));
  }

  private Future<HttpClientResponse> begin(HttpClient client, RequestOptions options, Buffer body) {
    if (closed) {
      return Future.failedFuture("closed");
    }
    return client
        .request(options)
        .compose(
            request -> {
              request.exceptionHandler(failure -> {}); // whoever waits for the response is told
              if (closed) {
                request.reset();
                return Future.failedFuture("closed");
              }
              open.add(request);
              return request.send(body).onFailure(failure -> open.remove(request));
            });
  }

  void later(long ms, Runnable action) {
    http.later(ms, action);
  }

  /** What was to come of this one is not wanted any more. */
  public void forget(HttpClientRequest request) {
    open.remove(request);
    request.reset();
  }

  public void close() {
    closed = true;
    List.copyOf(open).forEach(this::forget);
  }
}
