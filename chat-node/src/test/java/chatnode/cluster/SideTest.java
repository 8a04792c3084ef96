package chatnode.cluster;

import static chatnode.cluster.Side.UNSETTLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Votes by hand: each node asks, and the test says when who answers. */
class SideTest {

  /** A node, what it sees, and what it was asked to ask. */
  private static final class Node implements Side.Electorate {
    final UUID id = UUID.randomUUID();
    final Side side = new Side(this);
    Set<UUID> view = Set.of();
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
    public Set<UUID> ids(Object members) {
      return (Set<UUID>) members;
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
    public void probe(long inBallot, Set<UUID> without) {
      probes = true;
    }

    long token() {
      return side.token();
    }

    void sees(Node... nodes) {
      view =
          IntStream.range(0, nodes.length).mapToObj(i -> nodes[i].id).collect(Collectors.toSet());
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
    a.sees(a, b, c);
    b.sees(a, b, c);
    c.sees(a, b, c);
  }

  private void bothOfTwo() {
    a.sees(a, b);
    b.sees(a, b);
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
    Map<String, Node> more = new HashMap<>();
    IntStream.range(0, 3).forEach(i -> more.put("n" + i, new Node()));
    Node[] all = {a, b, more.get("n0"), more.get("n1"), more.get("n2")};
    a.sees(all);
    b.sees(all);
    a.sees(a, b);
    b.sees(a, b);
    a.isAnsweredBy(b);
    b.isAnsweredBy(a);
    assertThat(a.token()).isPositive().isEqualTo(b.token());
  }

  @Test
  void answersToAnEarlierBallotDoNotCount() {
    allThree();
    a.sees(a, b);
    long first = a.ballot;
    Node d = new Node();
    a.sees(a, b, d);
    a.side.vote(first, b.id, true);
    assertThat(a.token()).isEqualTo(UNSETTLED);
  }

  @Test
  void whenAllAreBackTheEpochsStay() {
    allThree();
    a.sees(a);
    assertThat(a.token()).isPositive();
    a.sees(a, b, c);
    assertThat(a.token()).isZero();
  }

  @Test
  void whoHasMergedIsOfTheLargerSide() {
    allThree();
    a.sees(a);
    a.view = Set.of(a.id, b.id);
    a.side.merged();
    assertThat(a.token()).isZero();
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
