package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.PresenceWord;
import chatnode.bus.PresenceWord.Typist;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is writing is told like who is here: in one go, a few times a second. */
class TypingTest {
  private static final Person ANN = new Person("1", "ann");
  private static final Person BEN = new Person("2", "ben");

  private final Nodes nodes = new Nodes();
  private final Nodes.Loop here = nodes.loop(nodes.start("here"));
  private final Nodes.Loop there = nodes.loop(nodes.start("there"));

  @Test
  void howeverOftenTheySayItEachIsToldOnceATick() {
    here.attendance.enter("room", ANN);
    there.attendance.enter("room", BEN);
    nodes.tick();
    nodes.said.clear();
    for (int i = 0; i < 100; i++) {
      here.attendance.type("room", ANN);
      here.attendance.type("room", BEN);
    }
    nodes.tick();
    assertThat(nodes.said(PresenceWord.Typing.class))
        .containsExactly(
            new PresenceWord.Typing(
                "here", List.of(new Typist("room", ANN), new Typist("room", BEN))));
    nodes.tick();
    nodes.tick();
    ServerFrame.Typing told = new ServerFrame.Typing("room", List.of(ANN, BEN));
    assertThat(here.typing).containsExactly(told);
    assertThat(there.typing).containsExactly(told);
    assertThat(nodes.said(PresenceWord.Typing.class)).hasSize(1);
  }

  @Test
  void aNodeWithNobodyInTheRoomTellsItsLoopsNothing() {
    here.attendance.enter("room", ANN);
    nodes.tick();
    here.attendance.type("room", ANN);
    nodes.tick();
    nodes.tick();
    assertThat(here.typing).hasSize(1);
    assertThat(there.typing).isEmpty();
  }

  @Test
  void ofMoreThanAnybodyWouldReadTheRestIsLeftOut() {
    for (int i = 0; i < 1000; i++) {
      Person person = new Person("client-" + i, "nick");
      here.attendance.enter("room", person);
      here.attendance.type("room", person);
    }
    nodes.tick();
    assertThat(here.typing.get(0).people()).hasSize(Typists.LISTED);
  }

  @Test
  void nobodyIsToldThatTheyAreWritingThemselves() {
    ServerFrame.Typing both = new ServerFrame.Typing("room", List.of(ANN, BEN));
    assertThat(both.without("1").people()).containsExactly(BEN);
  }
}
