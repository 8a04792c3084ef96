package chatnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private final List<ClientFrame> frames = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();

  private void read(String text) {
    new FrameReader(10).read(text.replace('\'', '"'), frames::add, refusals::add);
  }

  @Test
  void everyFrameIsRead() {
    read("{'type':'hello','nick':'  ann ','client':'secret'}");
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
            new ClientFrame.Hello(new Nickname("ann"), "secret"),
            new ClientFrame.Nick(new Nickname("벤")),
            new ClientFrame.Join(r, OptionalLong.of(5), OptionalLong.of(3), 50),
            new ClientFrame.Join(r, OptionalLong.empty(), OptionalLong.empty(), 50),
            new ClientFrame.Leave(r),
            new ClientFrame.Say(r, new MessageId("1"), "hi"),
            new ClientFrame.Typing(r),
            new ClientFrame.History(r, 9, 3),
            new ClientFrame.Rooms(50),
            new ClientFrame.Ping(12));
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
}
