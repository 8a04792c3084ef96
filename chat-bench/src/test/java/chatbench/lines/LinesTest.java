package chatbench.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinesTest {
  private static final long NEWEST = 1_700_000_000_000L;

  private static String written(Amount amount) throws IOException {
    StringBuilder out = new StringBuilder();
    new Lines(amount, NEWEST).write(out);
    return out.toString();
  }

  private static List<JsonObject> lines(Amount amount) throws IOException {
    return written(amount).lines().map(JsonObject::new).toList();
  }

  private static List<JsonObject> of(String type, List<JsonObject> lines) {
    return lines.stream().filter(each -> each.getString("type").equals(type)).toList();
  }

  @Test
  void theSameAmountIsTheSameMessages() throws IOException {
    String first = written(new Amount(50, 2, 1, 60));
    assertThat(written(new Amount(50, 2, 1, 60))).isEqualTo(first);
    assertThat(written(new Amount(50, 2, 2, 60))).isNotEqualTo(first);
  }

  @Test
  void itBeginsWithTheFormatAndEndsWithWhatItHeld() throws IOException {
    List<JsonObject> lines = lines(new Amount(7, 2, 1, 60));
    assertThat(lines.get(0)).isEqualTo(new JsonObject("{\"type\":\"export\",\"format\":1}"));
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(new JsonObject("{\"type\":\"end\",\"rooms\":2,\"messages\":7}"));
    assertThat(of("message", lines)).hasSize(7);
  }

  @Test
  void everyRoomIsClosedAtItsHeadAndHasNoHole() throws IOException {
    List<JsonObject> lines = lines(new Amount(7, 2, 1, 60));
    for (JsonObject epoch : of("epoch", lines)) {
      List<JsonObject> messages =
          of("message", lines).stream()
              .filter(each -> each.getString("room").equals(epoch.getString("room")))
              .toList();
      assertThat(epoch.getLong("closed")).isEqualTo(messages.size());
      assertThat(epoch.getLong("head")).isEqualTo(messages.size());
      for (int i = 0; i < messages.size(); i++) {
        assertThat(messages.get(i).getLong("seq")).isEqualTo(i + 1);
        assertThat(messages.get(i).getLong("epoch")).isEqualTo(epoch.getLong("epoch"));
      }
    }
  }

  @Test
  void roomsTakeTurnsEveryFiftyMilliseconds() throws IOException {
    List<Long> times =
        of("message", lines(new Amount(7, 2, 1, 60))).stream()
            .map(each -> NEWEST - each.getLong("at"))
            .toList();
    assertThat(times).containsExactly(300L, 200L, 100L, 0L, 250L, 150L, 50L);
  }

  @Test
  void textsAreOfAboutAHundredBytesAndOfBothLanguages() throws IOException {
    List<String> texts =
        of("message", lines(new Amount(200, 1, 1, 60))).stream()
            .map(each -> each.getString("text"))
            .toList();
    assertThat(texts)
        .allSatisfy(
            text -> assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(95, 115))
        .anySatisfy(text -> assertThat(text).containsPattern("[가-힣]").containsPattern("[a-z]"));
    assertThat(of("message", lines(new Amount(50, 1, 1, 0))))
        .noneSatisfy(each -> assertThat(each.getString("text")).containsPattern("[가-힣]"));
  }

  @Test
  void rareWordsAreToldAndAreInSoManyMessages() throws IOException {
    StringBuilder out = new StringBuilder();
    Map<String, Long> rare = new Lines(new Amount(26_000, 1, 1, 60), NEWEST).write(out);
    assertThat(rare).hasSize(3);
    rare.forEach(
        (word, count) ->
            assertThat(out.toString().lines().filter(line -> line.contains(word)))
                .hasSize(count.intValue()));
  }

  @Test
  void anAmountThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new Amount(1, 2, 1, 60)).hasMessageContaining("--messages");
    assertThatThrownBy(() -> new Amount(1, 0, 1, 60)).hasMessageContaining("--rooms");
    assertThatThrownBy(() -> new Amount(1, 1, 1, 101)).hasMessageContaining("--korean");
  }
}
