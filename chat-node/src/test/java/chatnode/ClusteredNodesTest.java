package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several clustered Vert.x in one JVM. Failures are for real processes: see chat-test. */
@ExtendWith(VertxExtension.class)
class ClusteredNodesTest {
  private static final int MESSAGES = 100;
  private final List<ChatNode> nodes = new ArrayList<>();

  private void start(String clusterName) throws Exception {
    NodeConfig config =
        NodeConfig.with(
            "--host=127.0.0.1",
            "--port=0",
            "--cluster-port=16701",
            "--loops=2",
            "--rate=0",
            "--store=memory",
            "--cluster-name=" + clusterName);
    nodes.add(await(ChatNode.start(config)));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    await(Future.all(nodes.stream().map(ChatNode::stop).toList()));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @io.vertx.junit5.Timeout(60_000)
  void whatIsSaidOnEveryNodeIsHeardOnEveryNodeInOneOrder(
      int count, Vertx vertx, VertxTestContext context) throws Exception {
    String name = UUID.randomUUID().toString();
    for (int i = 0; i < count; i++) {
      start(name);
    }
    List<Listener> listeners = nodes.stream().map(node -> new Listener(count * MESSAGES)).toList();
    List<Future<WebSocket>> joined = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      joined.add(listeners.get(i).join(vertx, nodes.get(i)));
    }
    Future.all(joined)
        .onSuccess(all -> joined.forEach(each -> talk(each.result())))
        .compose(all -> Future.all(listeners.stream().map(each -> each.all.future()).toList()))
        .onComplete(
            context.succeeding(
                done ->
                    context.verify(
                        () -> {
                          listeners.forEach(
                              each -> assertThat(each.heard).isEqualTo(listeners.get(0).heard));
                          context.completeNow();
                        })));
  }

  /** Joins the room on one node and writes down what it hears, until it is all. */
  private static final class Listener {
    private final int expected;
    private final List<String> heard = new ArrayList<>();
    private WebSocketClient client; // kept: an unreachable client closes its sockets
    private final Promise<WebSocket> joined = Promise.promise();
    private final Promise<Void> all = Promise.promise();

    Listener(int expected) {
      this.expected = expected;
    }

    Future<WebSocket> join(Vertx vertx, ChatNode node) {
      WebSocketConnectOptions options =
          new WebSocketConnectOptions()
              .setHost("127.0.0.1")
              .setPort(node.port())
              .setURI("/chat")
              .addSubProtocol("chat.v1.json");
      client = vertx.createWebSocketClient();
      return client
          .connect(options)
          .compose(
              socket -> {
                socket.textMessageHandler(
                    text -> text.lines().map(JsonObject::new).forEach(each -> hear(socket, each)));
                socket.writeTextMessage(
                    "{\"type\":\"hello\",\"nick\":\"nick\"}\n"
                        + "{\"type\":\"join\",\"room\":\"room\"}");
                return joined.future();
              });
    }

    private void hear(WebSocket socket, JsonObject frame) {
      if (frame.getString("type").equals("error")) {
        all.tryFail(frame.encode());
      } else if (frame.getString("type").equals("joined")) {
        joined.complete(socket);
      } else if (frame.getString("type").equals("message")) {
        heard.add(frame.getLong("seq") + " " + frame.getString("text"));
        if (heard.size() == expected) {
          all.tryComplete();
        }
      }
    }
  }

  private void talk(WebSocket socket) {
    for (int i = 0; i < MESSAGES; i++) {
      JsonObject say = new JsonObject().put("type", "say").put("room", "room").put("id", "m" + i);
      socket.writeTextMessage(say.put("text", "text " + i).encode());
    }
  }
}
