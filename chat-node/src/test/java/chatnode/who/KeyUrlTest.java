package chatnode.who;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that a site publishes: when they are asked for, and what goes on meanwhile. */
class KeyUrlTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer site;
  private volatile int status = 200;
  private volatile String body = new Issuer("first").jwks();
  private volatile String elsewhere;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private KeyUrl keys;

  @BeforeEach
  void start() throws IOException {
    site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.setExecutor(command -> new Thread(command).start());
    site.createContext("/", this::answer);
    site.start();
    keys = new KeyUrl(URI.create(address() + "/jwks"), nanos::get);
  }

  @AfterEach
  void stop() {
    site.stop(0);
  }

  private String address() {
    return "http://127.0.0.1:" + site.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestURI().getPath());
    try {
      gate.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (elsewhere != null) {
      exchange.getResponseHeaders().set("Location", elsewhere);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    } catch (IOException e) {
      // it had enough
    }
  }

  private static KeySet get(CompletableFuture<KeySet> keys) throws Exception {
    return keys.get(20, TimeUnit.SECONDS);
  }

  @Test
  void keysAreAskedForOnceAMinuteAtMostAndAllWaitForTheSameAnswer() throws Exception {
    gate = new CountDownLatch(1);
    CompletableFuture<KeySet> first = keys.fresh();
    assertThat(keys.fresh()).isSameAs(first);
    gate.countDown();
    assertThat(get(first).has("first")).isTrue();
    nanos.set(59 * SECOND);
    assertThat(keys.fresh()).isNull();
    body = new Issuer("second").jwks();
    nanos.set(60 * SECOND);
    assertThat(get(keys.fresh()).has("second")).isTrue();
    assertThat(keys.now().has("first")).isFalse();
    assertThat(asked).hasSize(2);
  }

  @Test
  void whatIsAskedWithoutATokenLeavesTokensTheirOne() throws Exception {
    gate = new CountDownLatch(1);
    keys.refresh();
    CompletableFuture<KeySet> running = keys.fresh();
    gate.countDown();
    assertThat(get(running).has("first")).isTrue();
    body = new Issuer("second").jwks();
    assertThat(get(keys.fresh()).has("second")).isTrue();
    assertThat(keys.fresh()).isNull();
    assertThat(asked).hasSize(2);
  }

  @Test
  void oldKeysGoOnWhileTheSiteIsOut() throws Exception {
    KeySet first = get(keys.fresh());
    status = 500;
    nanos.set(60 * SECOND);
    assertThat(get(keys.fresh())).isSameAs(first);
    status = 200;
    for (String useless : List.of("", "[]", "{}", "{\"keys\":[]}", "x".repeat(300_000))) {
      body = useless;
      nanos.addAndGet(60 * SECOND);
      assertThat(get(keys.fresh()))
          .as(useless.substring(0, Math.min(9, useless.length())))
          .isSameAs(first);
    }
    site.stop(0);
    nanos.addAndGet(60 * SECOND);
    assertThat(get(keys.fresh())).isSameAs(first);
  }

  @Test
  void whileThereAreNoneTheyAreAskedForMoreOften() throws Exception {
    status = 503;
    assertThat(get(keys.fresh())).isNull();
    assertThat(keys.fresh()).isNull();
    status = 200;
    nanos.set(5 * SECOND);
    assertThat(get(keys.fresh()).has("first")).isTrue();
  }

  @Test
  void whoPointsElsewhereIsNotFollowed() throws Exception {
    status = 302;
    elsewhere = address() + "/elsewhere";
    assertThat(get(keys.fresh())).isNull();
    assertThat(asked).containsExactly("/jwks");
  }
}
