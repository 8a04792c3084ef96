package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final int SECONDS = 30;

  private static final String ADDRESS = "address";

  private final PaperCluster cluster = new PaperCluster();
  private final List<Vertx> members = new ArrayList<>();
  private final List<ServerSocket> servers = new ArrayList<>();

  /** A member that resets whoever connects, over and over. */
  private void broken(String node) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    servers.add(server);
    cluster.enter(node, server.getLocalPort(), ADDRESS);
    Thread thread = new Thread(() -> reset(server), "broken-" + node);
    thread.setDaemon(true);
    thread.start();
  }

  private static void reset(ServerSocket server) {
    byte[] some = new byte[100];
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setSoLinger(true, 0);
        socket.getInputStream().read(some);
      } catch (IOException e) {
        // the sender was faster
      }
    }
  }

  private Vertx join(String node) throws Exception {
    Vertx vertx = await(cluster.join(node));
    members.add(vertx);
    return vertx;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  @AfterEach
  void leave() throws Exception {
    for (ServerSocket server : servers) {
      server.close();
    }
    await(Future.all(members.stream().map(Vertx::close).toList()));
  }

  @Test
  void membersBehindTwoThatCannotBeReachedMissNothing() throws Exception {
    broken("a");
    broken("b");
    BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    await(
        join("c")
            .eventBus()
            .<Buffer>consumer(ADDRESS, message -> heard.add(message.body().getInt(0)))
            .completion());
    Vertx sender = join("sender");
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    sender.exceptionHandler(failures::add);
    int sent = publishUntil(sender, failures, 20);
    for (int i = 0; i < sent; i++) {
      assertThat(heard.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(i);
    }
    assertThat(failures).allMatch(Hints::isLate);
  }

  /** How many messages it took until so many writes had failed under the eyes of the sender. */
  private static int publishUntil(Vertx sender, List<Throwable> failures, int enough)
      throws Exception {
    Hints hints = new Hints(sender.eventBus());
    Context loop = sender.getOrCreateContext();
    CompletableFuture<Integer> done = new CompletableFuture<>();
    loop.runOnContext(v -> publish(hints, loop, failures, enough, 0, done));
    return done.get(SECONDS, TimeUnit.SECONDS);
  }

  private static void publish(
      Hints hints,
      Context loop,
      List<Throwable> failures,
      int enough,
      int sent,
      CompletableFuture<Integer> done) {
    if (failures.size() >= enough) {
      done.complete(sent);
      return;
    }
    hints.publish(ADDRESS, Buffer.buffer().appendInt(sent));
    loop.runOnContext(v -> publish(hints, loop, failures, enough, sent + 1, done));
  }

  /** As Vert.x reports it when a member cannot be reached. */
  private static IllegalStateException reportedByTheBus(String... callers) {
    IllegalStateException failure = new IllegalStateException("Promise already completed");
    List<String> classes = new ArrayList<>(List.of("io.vertx.core.Promise", "io.netty.Loop"));
    classes.addAll(List.of(callers));
    failure.setStackTrace(
        classes.stream()
            .map(name -> new StackTraceElement(name, "method", null, 1))
            .toArray(StackTraceElement[]::new));
    return failure;
  }

  @Test
  void inALoopItIsKnownByWhoIsNotToBlame() {
    assertThat(Hints.isLate(reportedByTheBus())).isTrue();
    assertThat(Hints.isLate(reportedByTheBus("chatnode.bus.Hints", "chatnode.room.Rooms")))
        .isTrue();
    assertThat(Hints.isLate(reportedByTheBus("chatnode.room.Rooms"))).isFalse();
    assertThat(Hints.isLate(new IllegalStateException("other"))).isFalse();
  }
}
