package chatnode.who;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/**
 * Keys that a site publishes. They are asked for at the start, now and then, and when a token names
 * one that is not among them: once a minute at most, whoever sends what. While they cannot be had
 * those that are known go on.
 */
final class KeyUrl implements KeyRing {
  private static final Logger LOG = Logger.getLogger(KeyUrl.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 256 * 1024;
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** While there are none: nobody can come in. */
  private static final long PAUSE_WITHOUT_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** {@code askedAt}: when it was looked last because of a token; null for never. */
  private record Look(Long askedAt, CompletableFuture<KeySet> keys) {}

  private final URI url;
  private final LongSupplier nanos;
  private final AtomicReference<Look> last = new AtomicReference<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private volatile KeySet now;

  KeyUrl(URI url, LongSupplier nanos) {
    this.url = url;
    this.nanos = nanos;
  }

  @Override
  public KeySet now() {
    return now;
  }

  /** Whoever comes while somebody asks already waits for the same answer. */
  @Override
  public CompletableFuture<KeySet> fresh() {
    Look before = last.get();
    if (before != null && !before.keys.isDone()) {
      return before.keys;
    }
    long at = nanos.getAsLong();
    long pause = now == null ? PAUSE_WITHOUT_NANOS : PAUSE_NANOS;
    if (before != null && before.askedAt != null && at - before.askedAt < pause) {
      return null;
    }
    return look(before, at);
  }

  /** Without a token that asks for it. */
  void refresh() {
    Look before = last.get();
    if (before == null || before.keys.isDone()) {
      look(before, before == null ? null : before.askedAt);
    }
  }

  private CompletableFuture<KeySet> look(Look before, Long askedAt) {
    Look look = new Look(askedAt, new CompletableFuture<>());
    if (!last.compareAndSet(before, look)) {
      return last.get().keys;
    }
    ask().whenComplete((keys, failure) -> answered(look, keys, failure));
    return look.keys;
  }

  private void answered(Look look, KeySet keys, Throwable failure) {
    if (failure == null) {
      now = keys;
    } else {
      LOG.warning("--jwt-keys: " + url + " " + why(failure) + goingOn());
    }
    look.keys.complete(now);
  }

  private String goingOn() {
    return now == null ? "; nobody can sign in" : "; the keys that are known go on";
  }

  private static String why(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof Mistaken mistake
        ? "is of no use: " + mistake.getMessage()
        : "cannot be reached (" + cause.getClass().getSimpleName() + ")";
  }

  private CompletableFuture<KeySet> ask() {
    HttpRequest request =
        HttpRequest.newBuilder(url).timeout(PATIENCE).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, head -> new ShortBody(MOST_BYTES));
    return answer
        .copy()
        .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((none, failure) -> answer.cancel(true))
        .thenApply(KeyUrl::keys);
  }

  private static KeySet keys(HttpResponse<byte[]> answer) {
    try {
      if (answer.statusCode() != 200) {
        throw new Mistaken("it answers with " + answer.statusCode());
      }
      return KeySet.published(new String(answer.body(), StandardCharsets.UTF_8));
    } catch (Mistaken e) {
      throw new CompletionException(e);
    }
  }
}
