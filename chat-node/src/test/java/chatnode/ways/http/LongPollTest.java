package chatnode.ways.http;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.RoomLog;
import chatnode.protocol.ServerFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LongPollTest {
  private static final String MESSAGES = "/api/rooms/room/messages";

  private final OneLoop loop = new OneLoop();

  @AfterEach
  void stop() {
    loop.close();
  }

  private CompletableFuture<HttpResponse<String>> waiting(String query) {
    int before = loop.waiting();
    CompletableFuture<HttpResponse<String>> poll = loop.start(MESSAGES + "?wait=60&" + query);
    Until.holds(() -> loop.waiting() == before + 1);
    return poll;
  }

  private static JsonObject json(CompletableFuture<HttpResponse<String>> poll) {
    return new JsonObject(poll.join().body());
  }

  private static List<Long> seqs(JsonObject page) {
    JsonArray messages = page.getJsonArray("messages");
    return IntStream.range(0, messages.size())
        .mapToObj(i -> messages.getJsonObject(i).getLong("seq"))
        .toList();
  }

  private void nobodyIsLeft() {
    assertThat(loop.waiting()).isZero();
    assertThat(loop.open()).isZero();
  }

  @Test
  void whoWaitsHearsWhatIsSaidNextAndHasLeftTheRoom() {
    ServerFrame.Ack before = loop.say("room", 2);
    var poll = waiting("after=2&epoch=" + before.epoch());
    ServerFrame.Ack next = loop.say("room", 1);
    JsonObject page = json(poll);
    assertThat(page.getLong("epoch")).isEqualTo(next.epoch());
    assertThat(page.getLong("head")).isEqualTo(3);
    assertThat(page.getLong("first")).isEqualTo(3);
    assertThat(page.getBoolean("complete")).isTrue();
    assertThat(seqs(page)).containsExactly(3L);
    nobodyIsLeft();
  }

  @Test
  void itIsWhatAPollThatDoesNotWaitIsAnswered() {
    loop.say("room", 2);
    var poll = waiting("after=2");
    loop.say("room", 1);
    HttpResponse<String> plain = loop.get(MESSAGES + "?after=2");
    assertThat(poll.join().body()).isEqualTo(plain.body());
    assertThat(poll.join().headers().firstValue("ETag"))
        .isEqualTo(plain.headers().firstValue("ETag"))
        .isPresent();
  }

  @Test
  void whoWaitsWithoutANumberHearsWhatComesBehindTheLastOne() {
    loop.say("room", 2);
    var poll = waiting("limit=5");
    loop.say("room", 1);
    assertThat(seqs(json(poll))).containsExactly(3L);
  }

  @Test
  void whatIsThereAlreadyIsAnsweredAtOnceUpToTheLimit() {
    loop.say("room", 5);
    JsonObject page = loop.json(MESSAGES + "?wait=60&after=1&limit=2");
    assertThat(seqs(page)).containsExactly(2L, 3L);
    assertThat(page.getLong("head")).isEqualTo(5);
  }

  @Test
  void ofWhatIsSaidAtOnceComesTheFirstAndTheLastNumber() {
    var poll = waiting("after=0&limit=2");
    loop.say("room", 5);
    assertThat(seqs(json(poll))).containsExactly(1L, 2L);
    assertThat(json(poll).getLong("head")).isEqualTo(5);
  }

  @Test
  void inARoomThatIsOpenHereTheLogIsNotRead() {
    loop.occupy("room");
    loop.say("room", 3);
    loop.asked.clear();
    assertThat(seqs(loop.json(MESSAGES + "?wait=20&after=1"))).containsExactly(2L, 3L);
    var poll = waiting("after=3");
    assertThat(loop.asked).isEmpty();
    loop.say("room", 1);
    assertThat(seqs(json(poll))).containsExactly(4L);
    assertThat(loop.asked).containsOnly("append", "keep");
  }

  @Test
  void manyWhoWaitInARoomAreAllAnswered() {
    List<CompletableFuture<HttpResponse<String>>> polls =
        IntStream.range(0, 200)
            .mapToObj(i -> loop.start(MESSAGES + "?wait=20&after=0&limit=" + (1 + i % 3)))
            .toList();
    Until.holds(() -> loop.waiting() == 200);
    loop.say("room", 2);
    for (int i = 0; i < polls.size(); i++) {
      assertThat(seqs(json(polls.get(i)))).hasSize(Math.min(2, 1 + i % 3));
    }
    nobodyIsLeft();
  }

  @Test
  void whenNothingIsSaidTheAnswerHasNoMessagesAndIsOneThatCanBeKnown() {
    loop.say("room", 1);
    HttpResponse<String> nothing = loop.get(MESSAGES + "?wait=1&after=1");
    JsonObject page = new JsonObject(nothing.body());
    assertThat(seqs(page)).isEmpty();
    assertThat(page.getLong("head")).isEqualTo(1);
    assertThat(page.getLong("first")).isEqualTo(2);
    assertThat(page.getBoolean("complete")).isTrue();
    nobodyIsLeft();
    String tag = nothing.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> known = loop.get(MESSAGES + "?wait=1&after=1", "If-None-Match", tag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
  }

  @Test
  void whoGoesAwayLeavesAtOnce() {
    var poll = waiting("after=0");
    assertThat(loop.open()).isEqualTo(1);
    loop.hangUp(poll);
    Until.holds(() -> loop.waiting() == 0 && loop.open() == 0);
  }

  @Test
  void whoIsToldGoodbyeIsAnsweredAndItsConnectionCloses() {
    loop.say("room", 1);
    var poll = waiting("after=1");
    Until.holds(() -> loop.asked.contains("open"));
    loop.sayGoodbye();
    assertThat(seqs(json(poll))).isEmpty();
    assertThat(poll.join().statusCode()).isEqualTo(200);
    assertThat(poll.join().headers().firstValue("Connection")).contains("close");
    nobodyIsLeft();
  }

  @Test
  void whoWaitsWithNumbersOfAnotherRoomIsToldSoAtOnce() {
    loop.occupy("room");
    JsonObject nothingYet = loop.json(MESSAGES + "?wait=60&after=7&epoch=12345");
    assertThat(nothingYet.getBoolean("complete")).isFalse();
    assertThat(seqs(nothingYet)).isEmpty();
    loop.say("room", 2);
    JsonObject newest = loop.json(MESSAGES + "?wait=60&after=7&epoch=12345");
    assertThat(newest.getBoolean("complete")).isFalse();
    assertThat(newest.getLong("first")).isEqualTo(1);
    assertThat(seqs(newest)).containsExactly(1L, 2L);
  }

  @Test
  void moreThanAnAddressMayHaveAreRefused() {
    List<CompletableFuture<HttpResponse<String>>> polls =
        IntStream.range(0, 300).mapToObj(i -> loop.start(MESSAGES + "?wait=20")).toList();
    Until.holds(() -> loop.waiting() == 300);
    HttpResponse<String> refused = loop.get(MESSAGES + "?wait=20");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("rate_limited");
    assertThat(loop.get(MESSAGES).statusCode()).isEqualTo(200);
    polls.forEach(loop::hangUp);
    Until.holds(() -> loop.waiting() == 0);
    assertThat(loop.get(MESSAGES + "?wait=1").statusCode()).isEqualTo(200);
  }

  @Test
  void whoWaitsForARoomThatCannotBeOpenedIsToldWhy() {
    loop.fault = new RoomLog.NoQuorum();
    HttpResponse<String> refused = loop.get(MESSAGES + "?wait=20");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(refused.body()).getString("code")).isEqualTo("no_quorum");
    nobodyIsLeft();
    loop.fault = new IllegalStateException("the log is slow");
    HttpResponse<String> late = loop.get(MESSAGES + "?wait=1");
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(new JsonObject(late.body()).getString("code")).isEqualTo("busy");
    nobodyIsLeft();
  }
}
