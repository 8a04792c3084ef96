package chatnode.ways.ws;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.Logged;
import chatnode.count.LoopCounts;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.ways.ClientLimits;
import chatnode.ways.Turn;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fault of ours costs one client its connection, and leaves nothing of it behind. */
class ConnectionTest {
  private enum Fault {
    TEXT,
    BINARY,
    DRAINED,
    TIME,
    CLOSED,
    ENCODING
  }

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient clients = vertx.createWebSocketClient(); // closes what is forgotten
  private final Logged log = new Logged(Connection.class);
  private final Promise<Connection> opened = Promise.promise();
  private final Promise<Integer> closed = Promise.promise();
  private final FaultyTalk talk = new FaultyTalk();
  private final LoopCounts counts = new LoopCounts();
  private int onClosed;
  private volatile boolean cut;
  private volatile Channel channel;
  private volatile Context loop;
  private HttpServer server;
  private WebSocket client;

  /** Throws where it is told to. */
  private static final class FaultyTalk implements Talk {
    private volatile Fault fault;
    private int closed;

    private void maybe(Fault here) {
      if (fault == here) {
        throw new IllegalStateException("a bug");
      }
    }

    @Override
    public void text(String text) {
      maybe(Fault.TEXT);
    }

    @Override
    public void binary(byte[] data) {
      maybe(Fault.BINARY);
    }

    @Override
    public Dialect dialect(String room) {
      return JsonDialect.IT;
    }

    @Override
    public byte[] answers(List<ServerFrame> frames) {
      return JsonDialect.IT.frames(frames);
    }

    @Override
    public void drained() {
      maybe(Fault.DRAINED);
    }

    @Override
    public void closed() {
      closed++;
      maybe(Fault.CLOSED);
    }

    @Override
    public boolean isIntroduced() {
      maybe(Fault.TIME);
      return true;
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = await(vertx.createHttpServer().requestHandler(this::accept).listen(0));
  }

  @AfterEach
  void stop() throws Exception {
    log.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private void accept(HttpServerRequest request) {
    Channel channel =
        ((HttpServerConnection) request.connection()).channelHandlerContext().channel();
    request.toWebSocket().onSuccess(socket -> open(channel));
  }

  private void open(Channel channel) {
    this.channel = channel;
    loop = vertx.getOrCreateContext();
    Connection connection =
        new Connection(
            vertx,
            new Turn(loop),
            new ClientLimits(65_536, 0, 0, 1 << 20, 10_000, 25_000),
            counts,
            channel);
    if (cut) {
      channel.close().addListener(done -> opened(connection));
    } else {
      opened(connection);
    }
  }

  private void opened(Connection connection) {
    connection.open(
        talk,
        () -> {
          onClosed++;
          closed.tryComplete(onClosed);
        });
    opened.tryComplete(connection);
  }

  private void connect() throws Exception {
    client = await(clients.connect(server.actualPort(), "localhost", "/"));
    await(opened.future());
  }

  private void provoke(Fault fault) throws Exception {
    Connection connection = await(opened.future());
    talk.fault = fault;
    switch (fault) {
      case TEXT -> client.writeTextMessage("hello");
      case BINARY -> client.writeBinaryMessage(Buffer.buffer("hello"));
      case DRAINED -> onLoop(() -> channel.pipeline().fireChannelWritabilityChanged());
      case TIME -> onLoop(() -> connection.check(System.nanoTime()));
      case CLOSED -> client.close();
      case ENCODING -> onLoop(() -> connection.send(null));
    }
  }

  private void onLoop(Runnable deed) {
    loop.runOnContext(v -> deed.run());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFaultOfOursClosesWith1011AndIsLoggedOnce(Fault fault) throws Exception {
    connect();
    Promise<Short> code = Promise.promise();
    client.closeHandler(v -> code.complete(client.closeStatusCode()));
    provoke(fault);
    if (fault != Fault.CLOSED) {
      assertThat(await(code.future())).isEqualTo((short) 1011);
    }
    assertThat(await(closed.future())).isEqualTo(1);
    assertThat(talk.closed).isEqualTo(1);
    assertThat(log.messages()).hasSize(1);
  }

  @Test
  void aSocketThatEndsWhileItIsOpenedLeavesNothingBehind() throws Exception {
    cut = true;
    clients.connect(server.actualPort(), "localhost", "/");
    assertThat(await(closed.future())).isEqualTo(1);
    assertThat(talk.closed).isEqualTo(1);
    assertThat(log.messages()).isEmpty();
  }
}
