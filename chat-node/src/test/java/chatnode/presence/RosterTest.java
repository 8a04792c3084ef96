package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.LoopId;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Person ANN = new Person("1", "ann");
  private static final Person BEN = new Person("2", "ben");
  private static final LoopId HERE = new LoopId("here", 0);
  private static final LoopId THERE = new LoopId("there", 0);
  private final Roster here = new Roster(HERE);
  private final Roster there = new Roster(THERE);

  @Test
  void whatOneLoopTellsTheOtherKnows() {
    there.enter("room", BEN);
    assertThat(here.hear(there.news())).isTrue();
    assertThat(here.members("room")).containsExactly(BEN);
    there.leave("room", BEN);
    here.hear(there.news());
    assertThat(here.count("room")).isZero();
  }

  @Test
  void aPersonWithTwoSocketsIsOnePersonUntilTheLastIsGone() {
    here.enter("room", ANN);
    here.enter("room", ANN);
    assertThat(here.count("room")).isEqualTo(1);
    here.leave("room", ANN);
    assertThat(here.count("room")).isEqualTo(1);
    here.leave("room", ANN);
    assertThat(here.count("room")).isZero();
  }

  @Test
  void aPersonOnTwoNodesStaysWhenOneNodeDies() {
    here.enter("room", ANN);
    there.enter("room", ANN);
    there.enter("room", BEN);
    here.hear(there.news());
    here.changes();
    here.dropNode("there");
    assertThat(here.members("room")).containsExactly(ANN);
    assertThat(here.changes().get("room"))
        .isEqualTo(new ServerFrame.Presence("room", List.of(), List.of(BEN), 1));
  }

  @Test
  void aMissedVersionIsNoticedAndTheWholeListMendsIt() {
    there.enter("room", ANN);
    there.news();
    there.enter("room", BEN);
    assertThat(here.hear(there.news())).isFalse();
    assertThat(here.isCurrent(THERE, there.version())).isFalse();
    assertThat(here.hear(there.whole())).isTrue();
    assertThat(here.members("room")).containsExactlyInAnyOrder(ANN, BEN);
    assertThat(here.isCurrent(THERE, there.version())).isTrue();
  }

  @Test
  void theWholeListRemovesWhoIsNotOnIt() {
    there.enter("room", ANN);
    here.hear(there.news());
    Roster restarted = new Roster(THERE);
    restarted.enter("room", BEN);
    restarted.news();
    here.hear(restarted.whole());
    assertThat(here.members("room")).containsExactly(BEN);
  }

  @Test
  void whoComesAndGoesBetweenTwoLooksIsGone() {
    here.enter("room", ANN);
    here.changes();
    here.enter("room", BEN);
    here.leave("room", BEN);
    assertThat(here.changes().get("room").joined()).isEmpty();
    assertThat(here.count("room")).isEqualTo(1);
  }

  @Test
  void aNewNicknameIsToldAsJoined() {
    here.enter("room", ANN);
    here.changes();
    here.rename("room", new Person("1", "anna"));
    assertThat(here.changes().get("room").joined()).containsExactly(new Person("1", "anna"));
  }
}
