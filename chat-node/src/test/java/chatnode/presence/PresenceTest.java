package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.PresenceWord;
import chatnode.bus.PresenceWord.Change;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is where, as the loops of some nodes see it. */
class PresenceTest {
  private static final Person ANN = new Person("1", "ann");
  private static final Person BEN = new Person("2", "ben");

  private final Nodes nodes = new Nodes();
  private final Nodes.Loop here = nodes.loop(nodes.start("here"));
  private final Nodes.Loop there = nodes.loop(nodes.start("there"));

  @BeforeEach
  void theyHaveHeardEachOther() {
    nodes.beats(1);
  }

  @Test
  void whatOneNodeTellsTheOtherKnows() {
    there.attendance.enter("room", BEN);
    nodes.tick();
    assertThat(here.attendance.people("room")).containsExactly(BEN);
    there.attendance.leave("room", BEN);
    nodes.tick();
    assertThat(here.attendance.count("room")).isZero();
  }

  @Test
  void whoJoinsIsInTheListAtOnceAndIsNotCountedTwice() {
    here.attendance.enter("room", ANN);
    assertThat(here.attendance.people("room")).containsExactly(ANN);
    assertThat(here.attendance.count("room")).isEqualTo(1);
    nodes.clock.settle();
    assertThat(here.attendance.people("room")).containsExactly(ANN);
    assertThat(here.attendance.count("room")).isEqualTo(1);
    here.attendance.enter("room", ANN);
    assertThat(here.attendance.count("room")).isEqualTo(1);
  }

  @Test
  void allLoopsOfANodeReadTheSameWithoutWaitingForATick() {
    Nodes.Loop second = nodes.loop(nodes.node("here"));
    here.attendance.enter("room", ANN);
    second.attendance.enter("room", BEN);
    nodes.clock.settle();
    assertThat(here.nicks("room")).containsExactly("ann", "ben");
    assertThat(second.nicks("room")).containsExactly("ann", "ben");
  }

  @Test
  void aPersonWithSocketsOnTwoLoopsIsOnePersonUntilTheLastIsGone() {
    Nodes.Loop second = nodes.loop(nodes.node("here"));
    here.attendance.enter("room", ANN);
    second.attendance.enter("room", ANN);
    nodes.tick();
    assertThat(there.attendance.count("room")).isEqualTo(1);
    here.attendance.leave("room", ANN);
    nodes.tick();
    assertThat(there.attendance.count("room")).isEqualTo(1);
    second.attendance.leave("room", ANN);
    nodes.tick();
    assertThat(there.attendance.count("room")).isZero();
    assertThat(here.attendance.count("room")).isZero();
  }

  @Test
  void aPersonOnTwoNodesStaysWhenOneNodeIsGone() {
    here.attendance.enter("room", ANN);
    there.attendance.enter("room", ANN);
    there.attendance.enter("room", BEN);
    nodes.tick();
    nodes.tick();
    here.changes.clear();
    nodes.node("here").nodeLeft("there");
    nodes.tick();
    assertThat(here.attendance.people("room")).containsExactly(ANN);
    assertThat(here.changes)
        .containsExactly(new ServerFrame.Presence("room", List.of(), List.of(BEN), 1));
  }

  @Test
  void aMissedChangeIsNoticedAtTheNextBeatAndTheWholeListMendsIt() {
    nodes.isLost = (to, word) -> word instanceof PresenceWord.Changes;
    there.attendance.enter("room", ANN);
    nodes.tick();
    nodes.isLost = (to, word) -> false;
    assertThat(here.nicks("room")).isEmpty();
    nodes.beats(1);
    nodes.tick();
    assertThat(here.nicks("room")).containsExactly("ann");
    there.attendance.enter("room", BEN);
    nodes.tick();
    assertThat(here.nicks("room")).containsExactly("ann", "ben");
  }

  @Test
  void theWholeListRemovesWhoIsNotOnItAnyMore() {
    there.attendance.enter("room", ANN);
    there.attendance.enter("room", BEN);
    nodes.tick();
    nodes.isLost = (to, word) -> word instanceof PresenceWord.Changes;
    there.attendance.leave("room", ANN);
    nodes.tick();
    nodes.isLost = (to, word) -> false;
    nodes.beats(1);
    nodes.tick();
    assertThat(here.nicks("room")).containsExactly("ben");
  }

  @Test
  void aNodeThatStartsKnowsEverybodyWithinTwoTicks() {
    here.attendance.enter("room", ANN);
    there.attendance.enter("room", BEN);
    nodes.tick();
    Nodes.Loop late = nodes.loop(nodes.start("late"));
    nodes.tick();
    nodes.tick();
    assertThat(late.nicks("room")).containsExactlyInAnyOrder("ann", "ben");
  }

  @Test
  void whatChangesWithinATickIsToldInOneGo() {
    here.attendance.enter("room", ANN);
    nodes.tick();
    here.changes.clear();
    here.attendance.enter("room", BEN);
    here.attendance.leave("room", BEN);
    there.attendance.enter("room", new Person("3", "cid"));
    here.attendance.rename("room", new Person("1", "anna"));
    nodes.tick();
    nodes.tick();
    List<Person> joined = here.changes.stream().flatMap(each -> each.joined().stream()).toList();
    assertThat(joined).extracting(Person::nick).containsExactlyInAnyOrder("anna", "cid");
    assertThat(here.changes).hasSizeLessThanOrEqualTo(2);
    assertThat(here.attendance.count("room")).isEqualTo(2);
    assertThat(there.nicks("room")).containsExactlyInAnyOrder("anna", "cid");
  }

  @Test
  void loopsAreNotToldOfRoomsInWhichTheirNodeHasNobody() {
    there.attendance.enter("elsewhere", BEN);
    nodes.tick();
    nodes.tick();
    assertThat(here.attendance.count("elsewhere")).isEqualTo(1);
    assertThat(here.changes).isEmpty();
  }

  @Test
  void aSilentNodeIsForgottenWhateverTheClusterSays() {
    here.attendance.enter("room", ANN);
    there.attendance.enter("room", BEN);
    nodes.tick();
    nodes.kill("there");
    nodes.beats(Neighbours.MAX_SILENT - 1);
    assertThat(here.nicks("room")).containsExactlyInAnyOrder("ann", "ben");
    nodes.beats(2);
    nodes.tick();
    assertThat(here.nicks("room")).containsExactly("ann");
    assertThat(here.changes.get(here.changes.size() - 1).left()).containsExactly(BEN);
  }

  @Test
  void lateNewsOfADroppedMemberLeavesNoGhost() {
    here.attendance.enter("room", ANN);
    nodes.tick();
    nodes.kill("there");
    nodes.node("here").nodeLeft("there");
    List<Change> late = List.of(new Change("room", BEN, true));
    nodes.node("here").hear(new PresenceWord.Changes("there", 1, late));
    nodes.node("here").hear(new PresenceWord.Page("there", 5, 0, true, late));
    nodes.tick();
    assertThat(here.nicks("room")).contains("ben");
    nodes.beats(Neighbours.MAX_SILENT + 1);
    assertThat(here.nicks("room")).containsExactly("ann");
  }
}
