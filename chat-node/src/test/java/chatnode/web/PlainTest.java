package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.protocol.Refusal;
import chatnode.ways.ws.PlainTalk;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {
  private static PlainTalk.Wish of(String name, String value) {
    return Plain.wish(MultiMap.caseInsensitiveMultiMap().add(name, value));
  }

  @Test
  void whoAsksForNothingGetsTheLobbyAndNothingOld() {
    PlainTalk.Wish plain = Plain.wish(MultiMap.caseInsensitiveMultiMap());
    assertThat(plain.room().value()).isEqualTo("lobby");
    assertThat(plain.nick().value()).isEqualTo("guest");
    assertThat(plain.recent()).isZero();
    assertThat(of("recent", "1000").recent()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({
    "recent, abc",
    "recent, -1",
    "recent, 1001",
    "recent, 99999999999999999999",
    "recent, 1.5",
    "recent, ''",
    "recent, ٣",
    "room, a b",
    "room, ''",
    "nick, ''"
  })
  void whatCannotBeIsRefusedInASentence(String name, String value) {
    assertThatThrownBy(() -> of(name, value))
        .isInstanceOf(Refusal.class)
        .message()
        .contains(" ")
        .doesNotContain("For input string");
  }
}
