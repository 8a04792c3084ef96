package chatnode.admin;

import chatnode.count.LoopReport;
import chatnode.health.Health;
import chatnode.store.StoreState;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A management port of a node that is not there. */
final class Desk implements AutoCloseable {
  record Answer(int status, Map<String, String> headers, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }

    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  final FakeHands hands = new FakeHands();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = vertx.createHttpClient();
  private final AdminServer server;

  /** {@code token} is the file with it, or null. */
  Desk(Path token) {
    NodeView node = new Quiet();
    server =
        new AdminServer(
            new AdminServer.Address("127.0.0.1", -1, 0, Optional.ofNullable(token)),
            node,
            hands,
            new Sampler(node));
    await(vertx.deployVerticle((Deployable) server));
  }

  int port() {
    return server.port();
  }

  Answer get(String path, String... headers) {
    return ask(HttpMethod.GET, path, null, headers);
  }

  Answer post(String path, String body, String... headers) {
    return ask(HttpMethod.POST, path, body, headers);
  }

  /** {@code headers} are names and values in turn. A body is JSON where none says otherwise. */
  Answer ask(HttpMethod method, String path, String body, String... headers) {
    Promise<Answer> answered = Promise.promise();
    vertx.runOnContext( // elsewhere a body may have come before somebody listens
        v ->
            client
                .request(method, server.port(), "127.0.0.1", path)
                .compose(request -> send(request, body, headers))
                .compose(answer -> answer.body().map(text -> read(answer, text)))
                .onComplete(answered));
    return await(answered.future());
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest request, String body, String... headers) {
    if (body != null) {
      request.putHeader("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.putHeader(headers[i], headers[i + 1]);
    }
    return body == null ? request.send() : request.send(body);
  }

  private static Answer read(HttpClientResponse answer, Buffer text) {
    Map<String, String> headers = new HashMap<>();
    answer
        .headers()
        .forEach(each -> headers.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue()));
    return new Answer(answer.statusCode(), headers, text.toString());
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  private static final class Quiet implements NodeView {
    @Override
    public String id() {
      return "a1b2c3";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public Health health() {
      return new Health("a1b2", 1, true, List.of(), List.of());
    }

    @Override
    public Future<List<LoopReport>> loops(boolean withRooms) {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Map<String, Buffer> peers() {
      return Map.of();
    }

    @Override
    public Map<String, Long> beats() {
      return Map.of();
    }

    @Override
    public int healed() {
      return 0;
    }

    @Override
    public int unheard() {
      return 0;
    }

    @Override
    public boolean safe() {
      return true;
    }

    @Override
    public StoreState store() {
      return new StoreState("", "memory", null, 0, 0, 0, 0, 0, 0, -1);
    }
  }
}
