package chatnode.ways.http;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.RoomLog;
import chatnode.protocol.ServerFrame;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
  private static final String MESSAGES = "/api/rooms/room/messages";

  private final OneLoop loop = new OneLoop();

  @AfterEach
  void stop() {
    loop.close();
  }

  private static List<Long> seqs(JsonObject page) {
    JsonArray messages = page.getJsonArray("messages");
    return IntStream.range(0, messages.size())
        .mapToObj(i -> messages.getJsonObject(i).getLong("seq"))
        .toList();
  }

  private static JsonObject nothing(boolean complete) {
    return new JsonObject()
        .put("epoch", 0)
        .put("head", 0)
        .put("first", 1)
        .put("complete", complete)
        .put("messages", new JsonArray());
  }

  /** Whoever asks for names that he made up makes no rooms of them. */
  @Test
  void aRoomInWhichNothingWasEverSaidHasEpochNoughtAndDoesNotBeginToBeOne() {
    assertThat(loop.json(MESSAGES)).isEqualTo(nothing(true).put("more", false));
    assertThat(loop.json(MESSAGES + "?before=5")).isEqualTo(nothing(true).put("more", false));
    assertThat(loop.json(MESSAGES + "?after=0")).isEqualTo(nothing(true));
    assertThat(loop.json(MESSAGES + "?after=0&epoch=0")).isEqualTo(nothing(true));
    assertThat(loop.json(MESSAGES + "?after=3")).isEqualTo(nothing(false));
    assertThat(loop.json(MESSAGES + "?after=0&epoch=7")).isEqualTo(nothing(false));
    assertThat(loop.asked).containsOnly("head");
    assertThat(loop.open()).isZero();
  }

  @Test
  void whoHasFoundNothingIsToldAllThatIsSaidThen() {
    loop.say("room", 2);
    JsonObject page = loop.json(MESSAGES + "?after=0&epoch=0");
    assertThat(page.getBoolean("complete")).isTrue();
    assertThat(seqs(page)).containsExactly(1L, 2L);
  }

  @Test
  void theNewestLeadToThoseBeforeThem() {
    ServerFrame.Ack last = loop.say("room", 5);
    JsonObject newest = loop.json(MESSAGES + "?limit=2");
    assertThat(seqs(newest)).containsExactly(4L, 5L);
    assertThat(newest.getLong("epoch")).isEqualTo(last.epoch());
    assertThat(newest.getLong("head")).isEqualTo(5);
    assertThat(newest.getLong("first")).isEqualTo(4);
    assertThat(newest.getBoolean("more")).isTrue();
    JsonObject next = newest.getJsonObject("next");
    JsonObject before =
        loop.json(
            MESSAGES + "?before=" + next.getLong("before") + "&epoch=" + next.getLong("epoch"));
    assertThat(seqs(before)).containsExactly(1L, 2L, 3L);
    assertThat(before.getLong("head")).isEqualTo(5);
    assertThat(before.getBoolean("more")).isFalse();
    assertThat(before.containsKey("next")).isFalse();
    assertThat(newest.getJsonArray("messages").getJsonObject(0).fieldNames())
        .containsExactly("epoch", "seq", "id", "from", "text", "at");
  }

  @Test
  void whatIsBehindANumberComesOldestFirst() {
    ServerFrame.Ack last = loop.say("room", 5);
    JsonObject page = loop.json(MESSAGES + "?after=1&limit=3&epoch=" + last.epoch());
    assertThat(seqs(page)).containsExactly(2L, 3L, 4L);
    assertThat(page.getLong("first")).isEqualTo(2);
    assertThat(page.getLong("head")).isEqualTo(5);
    assertThat(page.getBoolean("complete")).isTrue();
    assertThat(page.containsKey("more")).isFalse();
  }

  @Test
  void whenNothingIsNewTheLogIsAskedForItsHeadOnly() {
    ServerFrame.Ack last = loop.say("room", 5);
    loop.asked.clear();
    JsonObject page = loop.json(MESSAGES + "?after=5&epoch=" + last.epoch());
    assertThat(seqs(page)).isEmpty();
    assertThat(page.getLong("first")).isEqualTo(6);
    assertThat(page.getBoolean("complete")).isTrue();
    assertThat(loop.asked).containsExactly("head");
  }

  /** As a resume would be told. */
  @ParameterizedTest
  @ValueSource(strings = {"after=9", "after=5&epoch=7", "after=0&epoch=7"})
  void aNumberThatIsNoneIsNotCompleteAndGetsTheNewest(String query) {
    loop.say("room", 5);
    JsonObject page = loop.json(MESSAGES + "?limit=2&" + query);
    assertThat(page.getBoolean("complete")).isFalse();
    assertThat(page.getLong("first")).isEqualTo(4);
    assertThat(seqs(page)).containsExactly(4L, 5L);
  }

  @Test
  void theTagChangesWhenTheAnswerDoes() {
    loop.say("room", 1);
    HttpResponse<String> first = loop.get(MESSAGES);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).matches("\"[\\w-]+\"");
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<String> same = loop.get(MESSAGES, "If-None-Match", known);
      assertThat(same.statusCode()).isEqualTo(304);
      assertThat(same.headers().firstValue("ETag")).contains(tag);
      assertThat(same.body()).isEmpty();
    }
    loop.say("room", 1);
    HttpResponse<String> changed = loop.get(MESSAGES, "If-None-Match", tag);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
  }

  @Test
  void anAnswerIsNotCompressedSoThatItsTagIsOfItsBytes() {
    loop.say("room", 50);
    HttpResponse<String> answer = loop.get(MESSAGES, "Accept-Encoding", "gzip, br");
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(new JsonObject(answer.body()).getJsonArray("messages")).hasSize(50);
  }

  @Test
  void whatCannotBeReadNowIsToBeAskedForAgain() {
    loop.fault = new IllegalStateException("the store is away");
    HttpResponse<String> busy = loop.get(MESSAGES);
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("1");
    assertThat(busy.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new JsonObject(busy.body()).getString("code")).isEqualTo("busy");
    loop.fault = new RoomLog.NoQuorum();
    assertThat(new JsonObject(loop.get(MESSAGES).body()).getString("code")).isEqualTo("no_quorum");
  }
}
