package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SseLineTest {
  private static final String WELCOME = "{'type':'welcome','node':'n','id':'i'}";
  private static final Outgoing JOIN = new Outgoing.Join("a", 50);

  private final Scene scene = new Scene();
  private final BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
  private final String url = scene.serve(asked::add);

  @AfterEach
  void end() {
    scene.close();
  }

  private HttpServerRequest asked() throws InterruptedException {
    HttpServerRequest request = asked.poll(10, TimeUnit.SECONDS);
    assertThat(request).as("something is asked").isNotNull();
    return request;
  }

  private static String joined(String room, long epoch, long first) {
    return "{'type':'joined','room':'%s','epoch':%d,'head':9,'first':%d,'complete':true}"
        .formatted(room, epoch, first);
  }

  private static String message(String room, long seq) {
    return "{'type':'message','room':'%s','seq':%d,'id':'m','from':{'id':'f'},'text':'t'}"
        .formatted(room, seq);
  }

  private static Incoming.Message heard(String room, long seq) {
    return new Incoming.Message(room, 0, seq, "m", "f", "t");
  }

  private static void tell(HttpServerRequest request, String... frames) {
    HttpServerResponse response = request.response();
    if (!response.headWritten()) {
      response.setChunked(true);
    }
    for (String frame : frames) {
      response.write("data: " + frame.replace('\'', '"') + "\n\n");
    }
  }

  @Test
  void oneStreamIsForAllRoomsAndItsSecretIsNotInTheAddress() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN, new Outgoing.Resume("b", 7, 3));
    HttpServerRequest request = asked();
    assertThat(request.path()).isEqualTo("/api/events");
    assertThat(request.params().getAll("room")).containsExactly("a", "b:7:3");
    assertThat(request.getParam("recent")).isEqualTo("50");
    assertThat(request.getParam("nick")).isEqualTo("ann");
    assertThat(request.getHeader("Chat-Client")).isEqualTo("the secret of ann");
    assertThat(request.uri()).doesNotContain("secret");
    tell(request, WELCOME, joined("a", 7, 1), message("a", 1));
    scene.hears(
        new Incoming.Welcome("n", "i", List.of()),
        new Incoming.Joined("a", 7, 9, 1, true),
        heard("a", 1));
  }

  @Test
  void whoJoinsOneRoomMoreGoesOnInTheOthersWhereTheyWere() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN, new Outgoing.Resume("b", 7, 3));
    tell(asked(), joined("a", 7, 5), message("a", 5), message("a", 6), joined("b", 8, 1));
    scene.hears(
        new Incoming.Joined("a", 7, 9, 5, true),
        heard("a", 5),
        heard("a", 6),
        new Incoming.Joined("b", 8, 9, 1, true));
    scene.say(new Outgoing.Join("c", 50));
    assertThat(asked().params().getAll("room")).containsExactly("a:7:6", "b:8:0", "c");
  }

  @Test
  void aResetIsAPlaceToGoOnFrom() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN);
    tell(
        asked(),
        joined("a", 7, 1),
        "{'type':'reset','room':'a','epoch':8,'head':9,'first':4}",
        message("a", 4));
    scene.hears(
        new Incoming.Joined("a", 7, 9, 1, true), new Incoming.Reset("a", 8, 9, 4), heard("a", 4));
    scene.say(new Outgoing.Join("c", 50));
    assertThat(asked().params().getAll("room")).containsExactly("a:8:4", "c");
  }

  @Test
  void theOlderStreamIsLeftForTheNewerOne() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN);
    HttpServerRequest older = asked();
    tell(older, joined("a", 7, 1));
    scene.hears(new Incoming.Joined("a", 7, 9, 1, true));
    scene.say(new Outgoing.Join("c", 50));
    HttpServerRequest newer = asked();
    scene.until(() -> older.response().closed());
    tell(newer, joined("a", 7, 1));
    scene.hears(new Incoming.Joined("a", 7, 9, 1, true)).hasHeardAll();
  }

  @Test
  void aStreamThatEndsOrBreaksIsTheLinesEnd() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN);
    HttpServerRequest request = asked();
    tell(request, "{'type':'bye','reason':'restarting','reconnectAfterMs':30}");
    request.response().end();
    scene.hears(new Incoming.Bye("restarting", 30)).isClosed(200);
    scene.open(Transport.SSE, url).hello(JOIN);
    request = asked();
    tell(request, joined("a", 7, 1));
    scene.hears(new Incoming.Joined("a", 7, 9, 1, true));
    request.connection().close();
    scene.isClosed(Line.LOST).hasHeardAll();
  }

  @Test
  void aProblemInsteadOfAStreamSaysWhy() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN);
    asked().response().setStatusCode(503).end("{\"code\":\"busy\",\"retryAfterMs\":70}");
    scene.hears(new Incoming.Refused("busy", null, null, 70)).isClosed(503);
    scene.open(Transport.SSE, url).hello(JOIN);
    asked().response().setStatusCode(502).end("<html>Bad Gateway");
    scene.isClosed(502).hasHeardAll();
  }

  @Test
  void whoReadsNothingHearsItLater() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN);
    HttpServerRequest request = asked();
    tell(request, joined("a", 7, 1));
    scene.hears(new Incoming.Joined("a", 7, 9, 1, true)).pause();
    tell(request, message("a", 1));
    scene.say(new Outgoing.Say("a", "s", "x", false));
    asked().response().setStatusCode(201).end("{\"id\":\"s\",\"epoch\":7,\"seq\":2,\"at\":1}");
    scene.hears(new Incoming.Ack("a", "s", 7, 2)).hasHeardAll();
    scene.resume().hears(heard("a", 1));
  }

  @Test
  void whatIsNoFrameIsNonsense() throws InterruptedException {
    scene.open(Transport.SSE, url).hello(JOIN);
    tell(asked(), "{'type':'ack'}");
    scene.hearsNonsense("{\"type\":\"ack\"}");
  }
}
