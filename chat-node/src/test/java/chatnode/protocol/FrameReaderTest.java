package chatnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
  private final List<ClientFrame> frames = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private void read(String text) {
    new FrameReader(new TextRule(10)).read(text.replace('\'', '"'), frames::add, refusals::add);
  }

  @Test
  void everyFrameIsRead() {
    read("{'type':'hello','nick':'  ann ','client':'0123456789abcdef'}");
    read("{'type':'nick','nick':'벤'}");
    read("{'type':'join','room':'r','epoch':5,'after':3}");
    read("{'type':'join','room':'r'}");
    read("{'type':'leave','room':'r'}");
    read("{'type':'say','room':'r','id':'1','text':'hi'}");
    read("{'type':'typing','room':'r'}");
    read("{'type':'history','room':'r','before':9,'limit':3}");
    read("{'type':'rooms'}");
    read("{'type':'ping','t':12}");
    RoomName r = new RoomName("r");
    assertThat(refusals).isEmpty();
    assertThat(frames)
        .containsExactly(
            new ClientFrame.Hello(new Nickname("ann"), new Secret("0123456789abcdef"), null),
            new ClientFrame.Nick(new Nickname("벤")),
            new ClientFrame.Join(r, OptionalLong.of(5), OptionalLong.of(3), 50),
            new ClientFrame.Join(r, OptionalLong.empty(), OptionalLong.empty(), 50),
            new ClientFrame.Leave(r),
            new ClientFrame.Say(r, new MessageId("1"), "hi", null, false),
            new ClientFrame.Typing(r),
            new ClientFrame.History(r, OptionalLong.empty(), 9, 3),
            new ClientFrame.Rooms(50),
            new ClientFrame.Ping("12"));
  }

  @Test
  void unknownFieldsAreIgnoredHoweverDeep() {
    read("{'type':'typing','extra':{'a':[1,{'b':2}]},'room':'r','more':null}");
    assertThat(frames).containsExactly(new ClientFrame.Typing(new RoomName("r")));
  }

  @Test
  void aRefusedObjectDoesNotStopThoseBehindIt() {
    read("{'type':'dance'}\n{'type':'typing','room':'r'}\n{'type':'say','room':'r','id':'7'}");
    assertThat(frames).hasSize(1);
    assertThat(refusals)
        .extracting(Refusal::code)
        .containsExactly(ErrorCode.UNKNOWN_TYPE, ErrorCode.BAD_FIELD);
    assertThat(refusals.get(1).frame().id()).isEqualTo("7");
    assertThat(refusals.get(1).frame().room()).isEqualTo("r");
  }

  @Test
  void aTextIsMeasuredInCharactersNotInBytesOrHalves() {
    read("{'type':'say','room':'r','id':'1','text':'" + "👋".repeat(10) + "'}");
    read("{'type':'say','room':'r','id':'1','text':'" + "x".repeat(11) + "'}");
    assertThat(frames).hasSize(1);
    assertThat(refusals).extracting(Refusal::code).containsExactly(ErrorCode.TOO_LONG);
  }

  @Test
  void namesAreComparedInOneNormalForm() {
    assertThat(new RoomName("cafe\u0301")).isEqualTo(new RoomName("caf\u00e9"));
    assertThat(new Nickname("e\u0301").value()).isEqualTo("\u00e9");
  }

  @Test
  void aSecretThatCouldBeGuessedIsNone() {
    for (String secret :
        List.of("''", "'a'", "'0123456789abcde'", "17", "'" + "x".repeat(257) + "'")) {
      read("{'type':'hello','nick':'ann','client':" + secret + "}");
    }
    assertThat(frames).isEmpty();
    assertThat(refusals).hasSize(5).extracting(Refusal::code).containsOnly(ErrorCode.BAD_FIELD);
    read("{'type':'hello','nick':'ann','client':null}");
    assertThat(frames).containsExactly(new ClientFrame.Hello(new Nickname("ann"), null, null));
  }

  /** {@code performance.now()} is such a number. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "12345.678",
        "1e3",
        "-0.0",
        "1e400",
        "9007199254740993",
        "true",
        "false",
        "null",
        "\"a\\n\"",
        "\"\uD55C\""
      })
  void aPingsScalarComesBackAsItWas(String t) {
    new FrameReader(new TextRule(10))
        .read("{\"type\":\"ping\",\"t\":" + t + "}", frames::add, refusals::add);
    assertThat(frames).containsExactly(new ClientFrame.Ping(t));
  }

  @Test
  void whatNoStoreCouldKeepIsNotSaid() {
    read("{'type':'say','room':'r','id':'1','text':'a\\u0000'}");
    read("{'type':'say','room':'r','id':'1','text':'\\ud800'}");
    read("{'type':'say','room':'r','id':'a\\u0000','text':'a'}");
    read("{'type':'say','room':'r','id':'a\\ud800','text':'a'}");
    assertThat(frames).isEmpty();
    assertThat(refusals).hasSize(4).extracting(Refusal::code).containsOnly(ErrorCode.BAD_FIELD);
    read("{'type':'say','room':'r','id':'👋','text':'a'}");
    assertThat(frames).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xA0, 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x180B, 0x200B, 0x200C, 0x200D, 0x2007, 0x202E,
        0x202F, 0x2028, 0x2066, 0x2800, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0x1D159, 0xE0041,
        0xE0100, 0xE000, 0x378
      })
  void aNameShowsAllThatItIsMadeOf(int hidden) {
    String it = Character.toString(hidden);
    assertThatThrownBy(() -> new Nickname(it)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new Nickname("ann" + it + "n")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> new RoomName("lob" + it + "by")).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "김 철수", "Zoë", "नमस्ते", "สวัสดี", "👋", "a-b_c.d", "山田"})
  void aNameMayBeOfAnyScript(String name) {
    assertThat(new Nickname(name).value()).isEqualTo(name);
  }
}
