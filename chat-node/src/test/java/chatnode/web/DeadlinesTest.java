package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody holds a connection for longer than what he asks for takes. */
class DeadlinesTest {
  private static final int SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final Deadlines deadlines = new Deadlines(10_000);
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    Promise<HttpServer> started = Promise.promise();
    loop.runOnContext(
        v ->
            vertx
                .createHttpServer()
                .connectionHandler(deadlines::opened)
                .requestHandler(
                    request -> {
                      deadlines.requested(request);
                      if (request.path().equals("/wait")) {
                        deadlines.requested(request, Duration.ofSeconds(30));
                      }
                      asked.complete(null);
                    })
                .listen(0, "127.0.0.1")
                .onComplete(started));
    server =
        started.future().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    vertx.close();
  }

  private Socket send(String bytes) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(SECONDS * 1000);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** As if so much time had passed. */
  private void later(int seconds) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.runOnContext(
        v -> {
          deadlines.check(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
          done.complete(null);
        });
    done.orTimeout(SECONDS, TimeUnit.SECONDS).join();
  }

  private static boolean isOpen(Socket socket) throws IOException {
    socket.setSoTimeout(200);
    try {
      return socket.getInputStream().read() >= 0;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    }
  }

  @Test
  void aBodyThatNeverComesIsWaitedForAMinute() throws Exception {
    try (Socket socket = send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{")) {
      asked.orTimeout(SECONDS, TimeUnit.SECONDS).join();
      later(55);
      assertThat(isOpen(socket)).isTrue();
      later(61);
      assertThat(isOpen(socket)).isFalse();
    }
  }

  @Test
  void whoIsToWaitHasThatLongOnTopOfIt() throws Exception {
    try (Socket socket = send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")) {
      asked.orTimeout(SECONDS, TimeUnit.SECONDS).join();
      later(85);
      assertThat(isOpen(socket)).isTrue();
      later(91);
      assertThat(isOpen(socket)).isFalse();
    }
  }
}
