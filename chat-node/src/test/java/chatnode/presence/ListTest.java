package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.PresenceWord;
import chatnode.bus.PresenceWord.Change;
import chatnode.clock.MovedClock;
import chatnode.protocol.Person;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a node tells the others all of its people, when there are many. */
class ListTest {
  private static final int MANY = 5000;

  private final Nodes nodes = new Nodes();
  private final Nodes.Loop here = nodes.loop(nodes.start("here"));

  private static Person person(int number) {
    return new Person("client-" + number, "nick " + number);
  }

  private void fill() {
    for (int i = 0; i < MANY; i++) {
      here.attendance.enter("room-" + i % 7, person(i));
    }
    nodes.tick();
    nodes.beats(1);
    nodes.said.clear();
  }

  private List<PresenceWord.Page> pages() {
    return nodes.said(PresenceWord.Page.class);
  }

  private static int count(Nodes.Loop loop) {
    int count = 0;
    for (int room = 0; room < 7; room++) {
      count += loop.attendance.count("room-" + room);
    }
    return count;
  }

  @Test
  void noMessageIsLongAndAllOfThemTogetherAreTheList() {
    fill();
    Nodes.Loop late = nodes.loop(nodes.start("late"));
    nodes.tick();
    assertThat(count(late)).isEqualTo(MANY);
    List<PresenceWord.Page> pages =
        pages().stream().filter(page -> page.node().equals("here")).toList();
    assertThat(pages).hasSizeGreaterThan(3);
    assertThat(pages)
        .allSatisfy(
            page ->
                assertThat(page.people().stream().mapToInt(Change::bytes).sum())
                    .isLessThanOrEqualTo(Portions.BYTES));
  }

  @Test
  void whatManyDoAtOnceIsToldInPortionsToo() {
    Nodes.Loop there = nodes.loop(nodes.start("there"));
    fill();
    assertThat(count(there)).isEqualTo(MANY);
    for (int i = 0; i < MANY; i++) {
      here.attendance.rename("room-" + i % 7, new Person("client-" + i, "another " + i));
    }
    nodes.tick();
    assertThat(nodes.said(PresenceWord.Changes.class)).hasSizeGreaterThan(3);
    assertThat(there.nicks("room-0")).allMatch(nick -> nick.startsWith("another"));
    assertThat(pages()).isEmpty();
  }

  @Test
  void howeverManyAskTheListIsToldOnceABeat() {
    fill();
    for (int asker = 0; asker < 16; asker++) {
      nodes.node("here").hear(new PresenceWord.Question("here"));
      nodes.tick();
    }
    long lists = pages().stream().filter(PresenceWord.Page::last).count();
    assertThat(lists).isBetween(2L, 5L); // in 16 ticks, which are 3.2 beats
  }

  @Test
  void aLostPageIsNoticedAndTheListAskedForAgain() {
    fill();
    nodes.isLost = (to, word) -> word instanceof PresenceWord.Page page && page.index() == 1;
    Nodes.Loop late = nodes.loop(nodes.start("late"));
    nodes.tick();
    assertThat(count(late)).isZero();
    nodes.isLost = (to, word) -> false;
    nodes.beats(2);
    assertThat(count(late)).isEqualTo(MANY);
  }

  @Test
  void nothingElseIsSaidBetweenThePages() {
    List<PresenceWord> said = new ArrayList<>();
    MovedClock clock = new MovedClock();
    OwnPeople own = new OwnPeople();
    Voice voice = new Voice("node", clock, said::add, own);
    for (int i = 0; i < MANY; i++) {
      own.enter("room", person(i));
    }
    voice.tell();
    said.clear();
    voice.hear(new PresenceWord.Question("node"));
    voice.tell();
    own.enter("room", person(MANY));
    voice.tell();
    voice.beat();
    clock.settle();
    assertThat(said).hasSizeGreaterThan(3).allMatch(PresenceWord.Page.class::isInstance);
    said.clear();
    voice.tell();
    assertThat(said).singleElement().isInstanceOf(PresenceWord.Changes.class);
  }

  @Test
  void whatHappensWhileTheListIsToldIsToldBehindIt() {
    fill();
    Nodes.Loop late = nodes.loop(nodes.start("late"));
    nodes.isLost =
        (to, word) -> {
          if (word instanceof PresenceWord.Page page && page.index() == 1 && to.equals("here")) {
            here.attendance.leave("room-0", person(0));
            here.attendance.enter("room-0", new Person("new", "new"));
          }
          return false;
        };
    nodes.tick();
    nodes.isLost = (to, word) -> false;
    nodes.tick();
    assertThat(count(late)).isEqualTo(MANY);
    assertThat(late.attendance.count("room-0")).isEqualTo(here.attendance.count("room-0"));
    assertThat(nodes.said(PresenceWord.Question.class)).hasSize(1);
  }

  @Test
  void aListThatIsNotNewerThanWhatIsKnownIsLeftAlone() {
    Nodes.Loop there = nodes.loop(nodes.start("there"));
    fill();
    List<Change> old = List.of(new Change("room-0", new Person("old", "old"), true));
    nodes.node("there").hear(new PresenceWord.Page("here", 1, 0, true, old));
    nodes.tick();
    assertThat(count(there)).isEqualTo(MANY);
    assertThat(there.nicks("room-0")).doesNotContain("old");
  }
}
