package chatbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.check.ClientLog;
import chatbench.check.Event;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that knows its answers by heart is read; each question names the answer it gets. */
@ExtendWith(VertxExtension.class)
class ReaderTest {
  private static final String JOINED =
      "{'type':'joined','room':'a','epoch':8,'head':2,'first':1,'complete':true}";

  private final Map<String, String> answers = new HashMap<>();

  ReaderTest() {
    answers.put("hello", "{'type':'welcome','node':'n','id':'reader'}");
    answers.put("join recent", JOINED + "\n" + message(8, 1) + "\n" + message(8, 2));
    answers.put("join after 8:2", JOINED);
  }

  private static String message(long epoch, long seq) {
    return "{'type':'message','room':'a','epoch':%d,'seq':%d,'id':'i%d','from':{'id':'f'},'text':'t'}"
        .formatted(epoch, seq, seq);
  }

  private static String page(String more, String... messages) {
    return "{'type':'history','room':'a','messages':[" + String.join(",", messages) + "]," + more;
  }

  private static String question(JsonObject frame) {
    return switch (frame.getString("type")) {
      case "join" ->
          frame.containsKey("after")
              ? "join after " + frame.getLong("epoch") + ":" + frame.getLong("after")
              : "join recent";
      case "history" -> "before " + frame.getLong("epoch") + ":" + frame.getLong("before");
      default -> frame.getString("type");
    };
  }

  private void accept(ServerWebSocket socket) {
    socket.textMessageHandler(
        text ->
            text.lines()
                .map(line -> answers.get(question(new JsonObject(line))))
                .forEach(answer -> socket.writeTextMessage(answer.replace('\'', '"'))));
  }

  private Future<ClientLog> read(Vertx vertx) {
    Reader reader =
        new Reader(
            new Dialer(vertx),
            "a",
            new Identity("reader", "a secret of a reader"),
            new Journal("reader", true, new HashMap<>(), new Counts()));
    return vertx
        .createHttpServer(new HttpServerOptions().addWebSocketSubProtocol(Dialer.PROTOCOL))
        .webSocketHandler(this::accept)
        .listen(0, "127.0.0.1")
        .compose(server -> reader.read("ws://127.0.0.1:" + server.actualPort() + "/chat"));
  }

  private static Stream<String> kept(ClientLog log) {
    return log.events().stream()
        .filter(Event.Kept.class::isInstance)
        .map(Event.Kept.class::cast)
        .map(event -> event.epoch() + ":" + event.seq());
  }

  @Test
  void theHistoryIsReadFromTheNewestPageThroughOlderEpochs(Vertx vertx, VertxTestContext context) {
    answers.put(
        "before 8:3",
        page("'more':true,'next':{'epoch':7,'before':4}}", message(8, 1), message(8, 2)));
    answers.put("before 7:4", page("'more':true}", message(7, 2), message(7, 3)));
    answers.put("before 7:2", page("'more':false}", message(7, 1)));
    read(vertx)
        .onComplete(
            context.succeeding(
                log ->
                    context.verify(
                        () -> {
                          assertThat(kept(log)).containsExactly("8:2", "8:1", "7:3", "7:2", "7:1");
                          assertThat(log.events())
                              .last()
                              .isInstanceOfSatisfying(
                                  Event.Joined.class,
                                  joined -> assertThat(joined.asked().after()).isEqualTo(2));
                          context.completeNow();
                        })));
  }

  @Test
  void aNewestPageWithoutTheNewestMessageIsAMistake(Vertx vertx, VertxTestContext context) {
    answers.put("before 8:3", page("'more':false}", message(8, 1)));
    fails(vertx, context, "the newest page has no seq 2");
  }

  @Test
  void aHistoryThatGoesInCirclesIsAMistake(Vertx vertx, VertxTestContext context) {
    answers.put(
        "before 8:3",
        page("'more':true,'next':{'epoch':8,'before':3}}", message(8, 1), message(8, 2)));
    fails(vertx, context, "there is more before seq 3, and does not show it");
  }

  private void fails(Vertx vertx, VertxTestContext context, String why) {
    read(vertx)
        .onComplete(
            context.failing(
                failure ->
                    context.verify(
                        () -> {
                          assertThat(failure).hasMessageContaining(why);
                          context.completeNow();
                        })));
  }
}
