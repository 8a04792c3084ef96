package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SockJS, on a WebSocket and without one. */
class SockJsTest {
  private static final String TWO_ACKS =
      """
      a["{\\"type\\":\\"ack\\",\\"room\\":\\"a\\",\\"id\\":\\"1\\",\\"epoch\\":7,\\"seq\\":1}\\n{\\"type\\":\\"pong\\"}","{\\"type\\":\\"ack\\",\\"room\\":\\"a\\",\\"id\\":\\"2\\",\\"epoch\\":7,\\"seq\\":2}"]\
      """;
  private static final String PING = "[\"{\\\"type\\\":\\\"ping\\\"}\"]";

  private final Scene scene = new Scene();

  @AfterEach
  void end() {
    scene.close();
  }

  private record Asked(HttpServerRequest request, Buffer body) {
    void answer(int status, String text) {
      request.response().setStatusCode(status).end(text);
    }
  }

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  private Asked asked(String what) throws InterruptedException {
    Asked next = asked.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("something is asked").isNotNull();
    assertThat(next.request.path()).matches("/sockjs/\\d{3}/[^./]+/" + what);
    return next;
  }

  @Test
  void onAWebSocketItHasASessionOfItsOwn() throws InterruptedException {
    BlockingQueue<ServerWebSocket> sockets = new LinkedBlockingQueue<>();
    BlockingQueue<String> said = new LinkedBlockingQueue<>();
    String url =
        scene.serveSockets(
            socket -> {
              sockets.add(socket);
              socket.textMessageHandler(said::add);
              socket.writeTextMessage("o");
            });
    scene.open(Transport.SOCKJS, url);
    ServerWebSocket socket = sockets.take();
    assertThat(socket.path()).matches("/sockjs/\\d{3}/[^./]+/websocket");
    assertThat(socket.subProtocol()).isNull();
    scene.say(new Outgoing.Ping());
    assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo(PING);
    socket.writeTextMessage("h");
    socket.writeTextMessage(TWO_ACKS);
    socket.writeTextMessage("c[1012,\"restarting\"]");
    socket.close();
    scene
        .hears(new Incoming.Ack("a", "1", 7, 1), new Incoming.Ack("a", "2", 7, 2))
        .isClosed(1012)
        .hasHeardAll();
  }

  @Test
  void whatIsNoFrameIsNonsense() throws InterruptedException {
    String url =
        scene.serveSockets(
            socket -> {
              socket.writeTextMessage("o");
              socket.textMessageHandler(text -> socket.writeTextMessage("x"));
            });
    scene.open(Transport.SOCKJS, url).say(new Outgoing.Ping());
    scene.hearsNonsense("no frame of SockJS: x");
  }

  @Test
  void aSessionThatIsNotOpenedIsNoLine() {
    String url = scene.serveSockets(socket -> socket.writeTextMessage("c[2010,\"taken\"]"));
    assertThatThrownBy(() -> scene.open(Transport.SOCKJS, url)).hasMessageContaining("2010");
  }

  private void openXhr() throws InterruptedException {
    String url =
        scene.serve(
            request -> request.body().onSuccess(body -> asked.add(new Asked(request, body))));
    Thread opener = new Thread(() -> scene.open(Transport.SOCKJS_XHR, url));
    opener.start();
    asked("xhr").answer(200, "o\n");
    opener.join();
  }

  @Test
  void withoutOneItPollsAndPosts() throws InterruptedException {
    openXhr();
    asked("xhr").answer(200, TWO_ACKS + "\n");
    scene.hears(new Incoming.Ack("a", "1", 7, 1), new Incoming.Ack("a", "2", 7, 2));
    Asked waiting = asked("xhr");
    scene.say(new Outgoing.Ping()).say(new Outgoing.Ping());
    Asked first = asked("xhr_send");
    assertThat(first.body.toString()).isEqualTo(PING);
    waiting.answer(200, "h\n");
    waiting = asked("xhr"); // and nothing else, or it might overtake what was posted before
    first.answer(204, "");
    asked("xhr_send").answer(204, "");
    waiting.answer(200, "c[1012,\"restarting\"]\n");
    scene.isClosed(1012).hasHeardAll();
    assertThat(asked).isEmpty();
  }

  @Test
  void aSessionThatNobodyKnowsAnyMoreIsTheLinesEnd() throws InterruptedException {
    openXhr();
    asked("xhr");
    scene.say(new Outgoing.Ping());
    asked("xhr_send").answer(404, "");
    scene.isClosed(404);
  }

  @Test
  void aPollThatBreaksIsTheLinesEnd() throws InterruptedException {
    openXhr();
    asked("xhr").request.connection().close();
    scene.isClosed(Line.LOST).hasHeardAll();
  }
}
