package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.wire.Incoming;
import chatbench.wire.Line;
import chatbench.wire.Outgoing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said and asked over HTTP, whichever way one listens. */
class RequestsTest {

  private record Asked(HttpServerRequest request, Buffer body) {
    void answer(int status, String json) {
      request.response().setStatusCode(status).end(json.replace('\'', '"'));
    }
  }

  private final Scene scene = new Scene();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

  @BeforeEach
  void begin() {
    String url =
        scene.serve(
            request -> request.body().onSuccess(body -> asked.add(new Asked(request, body))));
    scene.open(Transport.SSE, url).hello();
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private Asked asked(String uri) throws InterruptedException {
    Asked next = asked.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("something is asked").isNotNull();
    assertThat(next.request.uri()).isEqualTo(uri);
    return next;
  }

  private static Outgoing say(String room, String id) {
    return new Outgoing.Say(room, id, "naïve", false);
  }

  @Test
  void aMessageIsPostedUnderItsIdByWhoSaysIt() throws InterruptedException {
    scene.say(new Outgoing.Say("방", "m1", "naïve", true));
    Asked post = asked("/api/rooms/%EB%B0%A9/messages");
    assertThat(post.request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(post.body.toJsonObject())
        .isEqualTo(
            new JsonObject()
                .put("id", "m1")
                .put("nick", "ann")
                .put("client", "the secret of ann")
                .put("text", "naïve")
                .put("again", true));
    post.answer(201, "{'id':'m1','epoch':7,'seq':3,'at':1}");
    scene.hears(new Incoming.Ack("방", "m1", 7, 3));
  }

  @Test
  void inOneRoomTheNextIsPostedWhenTheOneBeforeIsAnswered() throws InterruptedException {
    scene.say(say("a", "1"), say("a", "2"), say("b", "3"));
    Asked first = asked.poll(10, TimeUnit.SECONDS);
    Asked elsewhere = asked.poll(10, TimeUnit.SECONDS);
    assertThat(List.of(first.request.path(), elsewhere.request.path()))
        .containsExactlyInAnyOrder("/api/rooms/a/messages", "/api/rooms/b/messages");
    Asked one = first.request.path().contains("/a/") ? first : elsewhere;
    assertThat(one.body.toJsonObject().getString("id")).isEqualTo("1");
    assertThat(asked).isEmpty();
    one.answer(201, "{'id':'1','epoch':7,'seq':3,'at':1}");
    assertThat(asked("/api/rooms/a/messages").body.toJsonObject().getString("id")).isEqualTo("2");
  }

  @Test
  void aProblemIsARefusalOfTheMessage() throws InterruptedException {
    scene.say(say("a", "1"), say("a", "2"));
    asked("/api/rooms/a/messages")
        .answer(503, "{'type':'about:blank','code':'not_confirmed','retryAfterMs':90}");
    scene.hears(new Incoming.Refused("not_confirmed", "a", "1", 90));
    asked("/api/rooms/a/messages").answer(200, "{'id':'2','epoch':7,'seq':3,'at':1}");
    scene.hears(new Incoming.Ack("a", "2", 7, 3));
  }

  @Test
  void whatNobodyKnowsTheOutcomeOfIsTheLinesEnd() throws InterruptedException {
    scene.say(say("a", "1"), say("b", "2"));
    asked.poll(10, TimeUnit.SECONDS).request.connection().close();
    scene.isClosed(Line.LOST).hasHeardAll();
  }

  @Test
  void anAnswerOfAProxysOwnIsTheLinesEndToo() throws InterruptedException {
    scene.say(say("a", "1"));
    asked("/api/rooms/a/messages").answer(502, "<html>Bad Gateway</html>");
    scene.isClosed(502);
  }

  @Test
  void aPageOfTheHistoryIsAskedForByItsPlace() throws InterruptedException {
    scene.say(new Outgoing.History("a", new Incoming.Before(7, 9), 200));
    asked("/api/rooms/a/messages?before=9&epoch=7&limit=200")
        .answer(
            200,
            "{'epoch':8,'head':20,'first':8,'complete':true,'more':true,'next':{'epoch':6,'before':8},"
                + "'messages':[{'epoch':7,'seq':8,'id':'m','from':{'id':'f'},'text':'t'}]}");
    scene.hears(
        new Incoming.History(
            "a",
            List.of(new Incoming.Message("a", 7, 8, "m", "f", "t")),
            true,
            new Incoming.Before(6, 8)));
  }

  @Test
  void whoLeavesGivesUpWhatItWaitsFor() throws InterruptedException {
    scene.say(say("a", "1"));
    Asked post = asked("/api/rooms/a/messages");
    scene.leave().until(() -> post.request.response().closed()).hasHeardAll();
  }
}
