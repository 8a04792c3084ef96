package chattest.support;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hears server-sent events with the JDK's HTTP client, as the HTML standard reads them. */
public final class Listener implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final Inbox inbox = new Inbox();
  private final AtomicInteger comments = new AtomicInteger();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final HttpResponse<InputStream> response;
  private volatile String lastId = "";
  private volatile String retry;

  private Listener(HttpResponse<InputStream> response) {
    this.response = response;
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  /** {@code headers} are names and values in turn. */
  public static Listener to(NodeProcess node, String path, String... headers) {
    return to(HTTP, node.http(path), headers);
  }

  public static Listener to(HttpClient client, String url, String... headers) {
    HttpResponse<InputStream> response = ask(client, url, headers);
    if (response.statusCode() != 200) {
      throw new AssertionError(url + " is answered with " + response.statusCode());
    }
    return new Listener(response);
  }

  /** What is answered with a problem. */
  public static HttpResponse<String> refused(String url, String... headers) {
    try {
      return HTTP.send(request(url, headers), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<InputStream> ask(HttpClient client, String url, String... headers) {
    try {
      return client.send(request(url, headers), HttpResponse.BodyHandlers.ofInputStream());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest request(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    return (headers.length == 0 ? request : request.headers(headers)).build();
  }

  private void read() {
    List<String> data = new ArrayList<>();
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String id = lastId;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1).replaceFirst("^ ", "");
        switch (field) {
          case "" -> {
            if (colon == 0) {
              comments.incrementAndGet();
            } else {
              lastId = id;
              dispatch(data);
            }
          }
          case "id" -> id = value;
          case "retry" -> retry = value;
          case "data" -> data.add(value);
          default -> throw new IllegalStateException("an unknown field: " + line);
        }
      }
      ended.complete(null);
    } catch (IOException | RuntimeException e) {
      ended.completeExceptionally(e);
    }
    inbox.end();
  }

  private void dispatch(List<String> data) {
    if (!data.isEmpty()) {
      inbox.add(new JsonObject(String.join("\n", data)).put("lastEventId", lastId));
      data.clear();
    }
  }

  /** The next frame of this type, with its {@code lastEventId}; others stay to be asked for. */
  public JsonObject await(String type) {
    JsonObject frame = inbox.await(type, each -> true, PATIENCE);
    if (frame == null) {
      throw new AssertionError("no " + type + ", but " + inbox + ", ended: " + ended);
    }
    return frame;
  }

  /** The texts of the next messages. */
  public List<String> messages(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(await("message").getString("text"));
    }
    return texts;
  }

  /** True when nothing of this type is waiting to be looked at. */
  public boolean heardNothingOf(String type) {
    return inbox.hasNone(type);
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** Of the last event heard, as a browser would send it back. */
  public String lastId() {
    return lastId;
  }

  /** The milliseconds after which a browser would come back. */
  public String retry() {
    return retry;
  }

  public int comments() {
    return comments.get();
  }

  /** Until the answer ends in order: a connection that is cut is none. */
  public void awaitEnd() {
    ended.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Until the answer ends, however. */
  public void awaitCut() {
    ended.exceptionally(cut -> null).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      // it has ended
    }
  }
}
