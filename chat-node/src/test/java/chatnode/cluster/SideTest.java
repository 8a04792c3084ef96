package chatnode.cluster;

import static chatnode.cluster.Side.UNSETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Votes by hand: each node asks, and the test says when who answers. */
class SideTest {

  /** A node, what it sees, and what it was asked to ask. */
  private static final class Node implements Side.Electorate {
    UUID id = UUID.randomUUID();
    final Side side = new Side(this);
    List<UUID> view = List.of();
    Set<UUID> asked = Set.of();
    Set<UUID> gone = Set.of();
    long ballot;
    boolean probes;

    @Override
    public Object members() {
      return view;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<UUID> ids(Object members) {
      return (List<UUID>) members;
    }

    @Override
    public UUID self() {
      return id;
    }

    @Override
    public void ask(long inBallot, Set<UUID> voters, Set<UUID> without) {
      ballot = inBallot;
      asked = voters;
      gone = without;
      probes = false;
    }

    @Override
    public void askAgain(long inBallot, UUID voter) {
      asked = Set.of(voter);
    }

    @Override
    public void probe(long inBallot, Set<UUID> without) {
      probes = true;
    }

    long token() {
      return side.token();
    }

    void sees(Node... nodes) {
      view = Arrays.stream(nodes).map(node -> node.id).toList();
      side.token();
    }

    void isAnsweredBy(Node voter) {
      assertThat(asked).contains(voter.id);
      side.vote(ballot, voter.id, voter.side.isWith(id, gone));
    }

    void finds(Node... dead) {
      assertThat(probes).isTrue();
      side.dead(
          ballot,
          IntStream.range(0, dead.length).mapToObj(i -> dead[i].id).collect(Collectors.toSet()));
    }
  }

  private final Node a = new Node();
  private final Node b = new Node();
  private final Node c = new Node();

  private void allThree() {
    bothOfTwo();
    a.sees(a, b, c);
    b.sees(a, b, c);
    c.sees(a, b, c);
    c.isAnsweredBy(a);
  }

  private void bothOfTwo() {
    a.sees(a);
    a.sees(a, b);
    b.sees(a, b);
    b.isAnsweredBy(a);
  }

  @Test
  void aWholeClusterKeepsItsEpochs() {
    allThree();
    assertThat(a.token()).isZero();
  }

  @Test
  void afterALossNothingIsNumberedUntilTheOthersHaveAnswered() {
    allThree();
    a.sees(a, b);
    assertThat(a.token()).isEqualTo(UNSETTLED);
    a.isAnsweredBy(b);
    assertThat(a.token()).isZero();
  }

  @Test
  void aThawedNodeThatLosesTheOthersOneByOneNeverNumbersUnderTheOldEpoch() {
    allThree();
    b.sees(b, c); // a is frozen
    c.sees(b, c);
    b.isAnsweredBy(c);
    assertThat(b.token()).isZero();
    a.sees(a, c);
    assertThat(a.token()).isEqualTo(UNSETTLED);
    a.sees(a);
    assertThat(a.token()).isPositive();
  }

  @Test
  void whoIsNotSeenByTheOthersTakesNewEpochs() {
    allThree();
    c.sees(b, c);
    a.sees(a, c);
    a.isAnsweredBy(c);
    assertThat(a.token()).isPositive();
  }

  /** Two nodes that have lost each other, and a third that still sees both. */
  @Test
  void aVoterIsWithOneOfTwoSidesOnly() {
    allThree();
    a.sees(a, c);
    b.sees(b, c);
    a.isAnsweredBy(c);
    b.isAnsweredBy(c);
    assertThat(a.token()).isZero();
    assertThat(b.token()).isPositive();
  }

  @Test
  void theLastOfTwoGoesOnWhenTheOtherIsDead() {
    bothOfTwo();
    a.sees(a);
    assertThat(a.token()).isEqualTo(UNSETTLED);
    a.finds(b);
    assertThat(a.token()).isZero();
  }

  @Test
  void theLastOfTwoTakesNewEpochsWhenTheOtherMayBeAlive() {
    bothOfTwo();
    a.sees(a);
    a.finds();
    assertThat(a.token()).isPositive();
  }

  @Test
  void theLastOfThreeTakesNewEpochs() {
    allThree();
    a.sees(a);
    assertThat(a.token()).isPositive();
  }

  @Test
  void whoHasSaidFarewellIsNotAskedAbout() {
    allThree();
    a.side.departs(b.id);
    a.side.departs(c.id);
    a.sees(a, c);
    assertThat(a.token()).isZero();
    a.sees(a);
    assertThat(a.token()).isZero();
  }

  @Test
  void nodesThatLeaveOneAfterAnotherAreNoSplit() {
    allThree();
    a.sees(a, b);
    a.isAnsweredBy(b);
    a.sees(a);
    a.finds(b);
    assertThat(a.token()).isZero();
  }

  @Test
  void bothMembersOfTheSmallerSideHaveOneNameForIt() {
    Node[] all = {a, b, c, new Node(), new Node()};
    a.sees(a);
    a.sees(all);
    b.sees(all);
    b.isAnsweredBy(a);
    a.sees(a, b);
    b.sees(a, b);
    a.isAnsweredBy(b);
    b.isAnsweredBy(a);
    assertThat(a.token()).isPositive().isEqualTo(b.token());
  }

  /** Of three two are killed, two new ones start, and the survivor is cut off from them too. */
  @Test
  void aSecondSplitOfTheSameSurvivorHasAnotherName() {
    allThree();
    a.sees(a);
    long first = a.token();
    assertThat(first).isPositive();
    a.sees(a, new Node(), new Node());
    a.sees(a);
    assertThat(a.token()).isPositive().isNotEqualTo(first);
  }

  @Test
  void whoStartsKnowsItsSideFromTheOthersAndNumbersNothingBefore() {
    bothOfTwo();
    c.sees(a, b, c);
    assertThat(c.token()).isEqualTo(UNSETTLED);
    a.sees(a, b, c);
    c.isAnsweredBy(a);
    assertThat(c.token()).isZero();
  }

  /** It has rooms that have not been written to since the split: they must fork there too. */
  @Test
  void whoJoinsACutOffSideSharesItsToken() {
    allThree();
    a.sees(a);
    Node d = new Node();
    a.sees(a, d);
    d.sees(a, d);
    d.isAnsweredBy(a);
    assertThat(d.token()).isPositive().isEqualTo(a.token());
  }

  @Test
  void whoIsAskedWhileItDoesNotKnowIsAskedAgain() {
    allThree();
    a.sees(a, b);
    Node d = new Node();
    a.sees(a, b, d);
    d.sees(a, b, d);
    d.isAnsweredBy(a);
    assertThat(d.token()).isEqualTo(UNSETTLED);
    b.sees(a, b, d);
    a.isAnsweredBy(b);
    d.isAnsweredBy(a);
    assertThat(d.token()).isZero();
  }

  @Test
  void whoLosesThoseThatKnewBeforeTheyToldTakesNewEpochs() {
    bothOfTwo();
    c.sees(a, b, c);
    c.sees(c);
    assertThat(c.token()).isPositive();
  }

  /** Two that start on one side must not outvote the two on the other. */
  @Test
  void newcomersHaveNoVoteAboutALossFromBeforeTheirTime() {
    allThree();
    a.view = List.of(a.id);
    Node d = new Node();
    Node e = new Node();
    a.sees(a, d, e);
    assertThat(a.token()).isPositive();
  }

  @Test
  void answersToAnEarlierBallotDoNotCount() {
    allThree();
    a.sees(a, b);
    long first = a.ballot;
    Node d = new Node();
    a.sees(a, b, d);
    a.side.vote(first, b.id, 0);
    assertThat(a.token()).isEqualTo(UNSETTLED);
  }

  @Test
  void whoWasCutOffSaysSoUntilAsManyAreBack() {
    allThree();
    assertThat(a.side.cutOff()).isNull();
    a.sees(a);
    assertThat(a.side.cutOff().left()).isEqualTo(1);
    assertThat(a.side.cutOff().before()).isEqualTo(3);
    assertThat(a.side.cutOff().gone()).containsExactlyInAnyOrder(b.id, c.id);
    a.sees(a, new Node(), new Node());
    assertThat(a.side.cutOff()).isNull();
  }

  @Test
  void whoMergesIsOfTheLargerSideOnceItHasBeenTold() {
    allThree();
    c.sees(c);
    b.sees(a, b);
    a.sees(a, b);
    a.isAnsweredBy(b);
    c.side.merging();
    assertThat(c.token()).isEqualTo(UNSETTLED);
    c.id = UUID.randomUUID();
    c.sees(c);
    assertThat(c.token()).isEqualTo(UNSETTLED);
    a.sees(a, b, c);
    c.sees(a, b, c);
    c.side.merged();
    c.isAnsweredBy(a);
    assertThat(c.token()).isZero();
    assertThat(c.side.cutOff()).isNull();
  }

  @Test
  void whoCouldNotMergeAndIsAloneTakesNewEpochs() {
    allThree();
    c.sees(c);
    long before = c.token();
    c.side.merging();
    c.id = UUID.randomUUID();
    c.sees(c);
    c.side.merged();
    assertThat(c.token()).isPositive().isNotEqualTo(before);
  }

  @Test
  void whoHasComeBackIsVotedForAgain() {
    allThree();
    a.sees(a, b); // without c
    a.isAnsweredBy(b);
    a.sees(a, b, c);
    b.sees(a, b); // without c as well
    b.sees(a, b, c);
    c.sees(b, c);
    c.isAnsweredBy(b);
    assertThat(c.token()).isZero();
  }
}
