package chattest.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A client of a node's HTTP API that is not ours: the JDK's. Each answer is held against what the
 * node says of itself.
 */
public final class Api {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final ConcurrentHashMap<Long, ApiDescription> DESCRIPTIONS =
      new ConcurrentHashMap<>();

  private final NodeProcess node;

  public Api(NodeProcess node) {
    this.node = node;
  }

  public static String messages(String room) {
    return "/api/rooms/" + room + "/messages";
  }

  public static List<String> texts(JsonObject page) {
    JsonArray messages = page.getJsonArray("messages");
    return IntStream.range(0, messages.size())
        .mapToObj(i -> messages.getJsonObject(i).getString("text"))
        .toList();
  }

  /** Headers are names and values in turn. */
  public CompletableFuture<HttpResponse<String>> start(
      String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node.http(path)))
            .method(method, body)
            .timeout(Duration.ofSeconds(70));
    if (headers.length > 0) {
      request.headers(headers);
    }
    ApiDescription description =
        DESCRIPTIONS.computeIfAbsent(node.pid(), pid -> ApiDescription.of(node));
    return CLIENT
        .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
        .whenComplete(
            (answer, failure) -> {
              if (answer != null) {
                description.check(method, path, answer);
              }
            });
  }

  public HttpResponse<String> ask(String method, String path, String... headers) {
    return start(method, path, BodyPublishers.noBody(), headers).join();
  }

  public CompletableFuture<HttpResponse<String>> startGet(String path, String... headers) {
    return start("GET", path, BodyPublishers.noBody(), headers);
  }

  public HttpResponse<String> get(String path, String... headers) {
    return ask("GET", path, headers);
  }

  public JsonObject json(String path) {
    return new JsonObject(get(path).body());
  }

  public CompletableFuture<HttpResponse<String>> startPost(
      String room, JsonObject body, String... more) {
    String[] headers = new String[more.length + 2];
    headers[0] = "Content-Type";
    headers[1] = "application/json";
    System.arraycopy(more, 0, headers, 2, more.length);
    return start("POST", messages(room), BodyPublishers.ofString(body.encode()), headers);
  }

  public HttpResponse<String> post(String room, JsonObject body, String... headers) {
    return startPost(room, body, headers).join();
  }

  /** Says it, as nobody in particular; its place. */
  public JsonObject say(String room, String text) {
    return new JsonObject(post(room, new JsonObject().put("text", text)).body());
  }
}
