package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.wire.Dialer;
import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A line and the server that a test plays, on one loop; and all that was heard over the line. */
final class Scene implements AutoCloseable, Line.Ear {
  private static final long PATIENCE_S = 10;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context loop = vertx.getOrCreateContext();
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
  private final Http http = new Http(vertx);
  private final Dialer dialer = new Dialer(vertx);
  private Line line;

  private record Nonsense(String what) {}

  private record Closed(int code) {}

  String serve(Handler<HttpServerRequest> requests) {
    return serve(requests, socket -> {});
  }

  String serveSockets(Handler<ServerWebSocket> sockets) {
    return serve(request -> {}, sockets);
  }

  private String serve(Handler<HttpServerRequest> requests, Handler<ServerWebSocket> sockets) {
    return on(
        () ->
            vertx
                .createHttpServer(
                    new HttpServerOptions().setWebSocketSubProtocols(List.of("v12.stomp")))
                .webSocketHandler(sockets)
                .requestHandler(
                    request -> {
                      if (request.path().equals("/health/live")) {
                        request.response().end();
                      } else {
                        requests.handle(request);
                      }
                    })
                .listen(0, "127.0.0.1")
                .map(server -> "ws://127.0.0.1:" + server.actualPort() + "/chat"));
  }

  Scene open(Transport transport, String url) {
    line =
        on(
            () ->
                switch (transport) {
                  case SSE -> SseLine.open(http, url, this);
                  case POLL -> PollLine.open(http, url, this);
                  case STOMP -> StompLine.open(dialer, url, this);
                  case SOCKJS -> SockJsLine.open(dialer, url, this);
                  case SOCKJS_XHR -> XhrLine.open(http, url, this);
                  case WS -> dialer.open(url, this);
                });
    return this;
  }

  Scene hello(Outgoing... frames) {
    List<Outgoing> all = new ArrayList<>();
    all.add(new Outgoing.Hello("ann", "the secret of ann"));
    all.addAll(List.of(frames));
    return say(all.toArray(Outgoing[]::new));
  }

  Scene say(Outgoing... frames) {
    return doing(() -> line.send(List.of(frames)));
  }

  Scene pause() {
    return doing(line::pause);
  }

  Scene resume() {
    return doing(line::resume);
  }

  Scene leave() {
    return doing(line::close);
  }

  private Scene doing(Runnable what) {
    on(
        () -> {
          what.run();
          return Future.succeededFuture();
        });
    return this;
  }

  private <T> T on(Supplier<Future<T>> work) {
    return Future.<T>future(
            promise -> loop.runOnContext(v -> work.get().onComplete(promise::handle)))
        .await();
  }

  @Override
  public void heard(Incoming frame) {
    if (!(frame instanceof Incoming.Other)) {
      heard.add(frame);
    }
  }

  @Override
  public void nonsense(String what) {
    heard.add(new Nonsense(what));
  }

  @Override
  public void closed(int code) {
    heard.add(new Closed(code));
  }

  Scene hears(Incoming... frames) {
    for (Incoming frame : frames) {
      assertThat(next()).isEqualTo(frame);
    }
    return this;
  }

  Scene hearsNonsense(String part) {
    assertThat(next())
        .isInstanceOfSatisfying(
            Nonsense.class, nonsense -> assertThat(nonsense.what).contains(part));
    return this;
  }

  Scene isClosed(int code) {
    assertThat(next()).isEqualTo(new Closed(code));
    return this;
  }

  Scene hasHeardAll() {
    assertThat(heard).isEmpty();
    return this;
  }

  Scene until(BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it holds in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
    return this;
  }

  private Object next() {
    try {
      Object next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
      assertThat(next).as("something more is heard").isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
