package chatbench.check;

import static chatbench.check.Script.check;
import static chatbench.check.Script.client;
import static chatbench.check.Script.reader;
import static chatbench.check.Violation.DISORDER;
import static chatbench.check.Violation.DIVERGENCE;
import static chatbench.check.Violation.HOLE;
import static chatbench.check.Violation.LOST;
import static chatbench.check.Violation.REPEATED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each history is wrong in one way, and is called that and nothing else. */
class DoctoredHistoryTest {
  private final Script ann = client("ann");
  private final Script bob = client("bob");

  @BeforeEach
  void bothAreInTheEmptyRoom() {
    ann.joins(0, 1);
    bob.joins(0, 1);
  }

  private void annSays(String id, long seq) {
    ann.says(id).isAcked(id, seq).gets(seq, ann, id);
  }

  private static void assertOnly(Violation violation, long count, Verdict verdict) {
    for (Violation each : Violation.values()) {
      assertThat(verdict.count(each))
          .as("%s in %s", each, verdict.examples())
          .isEqualTo(each == violation ? count : 0);
    }
    assertThat(verdict.clean()).isFalse();
    assertThat(verdict.proven()).isFalse();
  }

  @Test
  void aLostAcknowledgedMessageIsFound() {
    annSays("a1", 1);
    ann.says("a2").isAcked("a2", 2);
    bob.gets(1, ann, "a1");
    assertOnly(LOST, 1, check(ann, bob));
  }

  @Test
  void aMessageMissingAtOneClientIsLostThoughTheOthersHaveIt() {
    annSays("a1", 1);
    annSays("a2", 2);
    bob.gets(1, ann, "a1");
    assertOnly(LOST, 1, check(ann, bob));
  }

  @Test
  void aMessageDroppedByAMergeIsLostToThoseWhoHadNotSeenIt() {
    annSays("a1", 1);
    ann.isReset(8, 0, 1);
    bob.isReset(8, 0, 1);
    assertOnly(LOST, 1, check(ann, bob));
  }

  @Test
  void aNewMessageThatAMergeTrimsInsteadOfAnOldOneIsLost() {
    for (int seq = 1; seq <= 5; seq++) {
      bob.gets(seq, ann, "old" + seq);
      ann.gets(seq, ann, "old" + seq);
    }
    ann.isReset(8, 0, 1).says("new").isAcked("new", 1).gets(1, ann, "new");
    for (Script each : List.of(ann, bob)) {
      each.isReset(9, 6, 2);
      for (int seq = 2; seq <= 6; seq++) {
        each.gets(seq, ann, "old" + (seq - 1));
      }
    }
    assertOnly(LOST, 1, check(ann, bob));
  }

  @Test
  void aMessageMissingFromTheKeptHistoryIsLost() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1");
    ann.isReset(8, 0, 1);
    bob.isReset(8, 0, 1);
    Script late = client("late").joins(0, 1);
    assertOnly(LOST, 1, check(ann, bob, late));
  }

  @Test
  void aGapDeclaredToOneClientExcusesNoOther() {
    annSays("a1", 1);
    annSays("a2", 2);
    annSays("a3", 3);
    bob.gets(1, ann, "a1").resumes(3, 3, false).gets(3, ann, "a3");
    Script cat = client("cat").joins(0, 1).gets(1, ann, "a1");
    assertOnly(LOST, 2, check(ann, bob, cat));
  }

  @Test
  void aNumberDeliveredTwiceIsARepeat() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1").gets(1, ann, "a1");
    assertOnly(REPEATED, 1, check(ann, bob));
  }

  @Test
  void aNumberDeliveredAgainAfterAResumeIsARepeat() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1").resumes(1, 1, true).gets(1, ann, "a1");
    assertOnly(REPEATED, 1, check(ann, bob));
  }

  @Test
  void aResendStoredTwiceIsOneRepeatHoweverManySawIt() {
    ann.says("a1").gets(1, ann, "a1").sends("a1").gets(2, ann, "a1").isAcked("a1", 1);
    bob.gets(1, ann, "a1").gets(2, ann, "a1");
    assertOnly(REPEATED, 1, check(ann, bob));
  }

  @Test
  void aNumberAfterAHigherOneIsOutOfOrderAndTheJumpBeforeItAHole() {
    annSays("a1", 1);
    annSays("a2", 2);
    bob.gets(2, ann, "a2").gets(1, ann, "a1");
    Verdict verdict = check(ann, bob);
    assertThat(verdict.count(DISORDER)).isEqualTo(1);
    assertThat(verdict.count(HOLE)).isEqualTo(1);
    assertThat(verdict.count(LOST)).isZero();
  }

  @Test
  void twoMessagesOfASenderSwappedAreOutOfOrder() {
    ann.says("a1").says("a2").isAcked("a2", 1).isAcked("a1", 2).gets(1, ann, "a2");
    ann.gets(2, ann, "a1");
    bob.gets(1, ann, "a2").gets(2, ann, "a1");
    assertOnly(DISORDER, 1, check(ann, bob));
  }

  @Test
  void aRoomWhoseHeadWentBackIsOutOfOrder() {
    ann.gets(1, bob, "b1").gets(2, bob, "b2");
    bob.gets(1, bob, "b1").resumes(1, 1, true);
    Script reader = reader().joins(1, 1).gets(1, bob, "b1");
    assertOnly(DISORDER, 1, check(ann, bob, reader));
  }

  @Test
  void aHoleNobodyDeclaredIsFound() {
    ann.gets(1, bob, "b1").gets(3, bob, "b3");
    bob.gets(1, bob, "b1").gets(2, bob, "b2").gets(3, bob, "b3");
    assertOnly(HOLE, 1, check(ann, bob));
  }

  @Test
  void aResumeThatSkipsThoughItClaimsToBeCompleteIsAHole() {
    ann.gets(1, bob, "b1").resumes(3, 1, true).gets(3, bob, "b3");
    assertOnly(HOLE, 1, check(ann, bob));
  }

  @Test
  void aResetThatDoesNotBeginAtFirstIsAHole() {
    ann.gets(1, bob, "b1").isReset(8, 2, 1).gets(2, bob, "b2");
    assertOnly(HOLE, 1, check(ann));
  }

  @Test
  void aClientThatStopsShortOfTheHeadHasAHole() {
    ann.gets(1, bob, "b1").gets(2, bob, "b2");
    bob.gets(1, bob, "b1");
    Script reader = reader().joins(2, 1).gets(1, bob, "b1").gets(2, bob, "b2");
    assertOnly(HOLE, 1, check(ann, bob, reader));
  }

  @Test
  void aClientLeftBehindInAnOldEpochHasAHole() {
    ann.gets(1, bob, "b1");
    Script reader = reader().joins(0, 1).resumesInto(8, 1, 1, true).gets(1, bob, "b1");
    assertOnly(HOLE, 1, check(ann, reader));
  }

  @Test
  void aHistoryThatCannotBeReadThroughIsAHole() {
    Script reader = reader().joins(60, 1);
    for (int seq = 11; seq <= 60; seq++) {
      reader.gets(seq, bob, "b" + seq);
    }
    reader.reads(10, bob, "b10").reads(8, bob, "b8").reads(1, bob, "b1");
    assertOnly(HOLE, 1, check(reader));
  }

  @Test
  void aHistoryThatEndsBeforeTheOldestKeptIsAHole() {
    Script reader = reader().joins(51, 1);
    for (int seq = 3; seq <= 51; seq++) {
      reader.gets(seq, bob, "b" + seq);
    }
    assertOnly(HOLE, 1, check(reader));
  }

  @Test
  void twoMessagesAtOnePlaceAreADivergence() {
    ann.gets(1, ann, "a1");
    bob.gets(1, bob, "b1");
    assertOnly(DIVERGENCE, 1, check(ann, bob));
  }

  @Test
  void aHistoryThatTellsAnotherStoryIsADivergence() {
    ann.gets(1, ann, "a1");
    Script reader = reader().joins(1, 1).gets(1, bob, "b1");
    assertOnly(DIVERGENCE, 1, check(ann, reader));
  }

  @Test
  void anAckThatNamesAnotherPlaceIsADivergence() {
    ann.says("a1").isAcked("a1", 9).gets(1, ann, "a1");
    bob.gets(1, ann, "a1");
    assertOnly(DIVERGENCE, 1, check(ann, bob));
  }

  @Test
  void aTextChangedOnTheWayIsADivergence() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1", 13);
    assertOnly(DIVERGENCE, 1, check(ann, bob));
  }

  @Test
  void aTextThatAllHaveAndNobodySaidIsADivergence() {
    ann.says("a1").isAcked("a1", 1).gets(1, ann, "a1", 13);
    bob.gets(1, ann, "a1", 13);
    assertOnly(DIVERGENCE, 1, check(ann, bob));
  }

  @Test
  void anIdSaidAtTwoNodesWithTwoTextsAtOnePlaceIsADivergence() {
    Script twin = ann.twin().joins(0, 1);
    ann.says("a1").isAcked("a1", 1).gets(1, ann, "a1");
    twin.says("a1", 13).isAcked("a1", 1).gets(1, ann, "a1", 13);
    bob.gets(1, ann, "a1");
    assertOnly(DIVERGENCE, 1, check(ann, twin, bob));
  }

  @Test
  void anIdSaidAtTwoNodesThatStandsTwiceIsARepeat() {
    Script twin = ann.twin().joins(0, 1);
    ann.says("a1").isAcked("a1", 1).gets(1, ann, "a1").gets(2, ann, "a1", 13);
    twin.says("a1", 13).isAcked("a1", 2).gets(1, ann, "a1").gets(2, ann, "a1", 13);
    bob.gets(1, ann, "a1").gets(2, ann, "a1", 13);
    assertOnly(REPEATED, 1, check(ann, twin, bob));
  }

  @Test
  void anOtherTextInTheHistoryIsADivergence() {
    Script twin = ann.twin().joins(0, 1);
    ann.says("a1").isAcked("a1", 1).gets(1, ann, "a1");
    twin.says("a1", 13).isAcked("a1", 1).gets(1, ann, "a1");
    Script reader = reader().joins(1, 1).gets(1, ann, "a1");
    reader.reads(Script.EPOCH, 1, ann, "a1", 13);
    assertOnly(DIVERGENCE, 1, check(ann, twin, bob.gets(1, ann, "a1"), reader));
  }

  @Test
  void anAckForAPlaceWhereOthersHaveAnotherMessageIsADivergence() {
    ann.says("a1").isAcked("a1", 1).isReset(8, 2, 1).gets(1, bob, "b1").gets(2, ann, "a1");
    bob.gets(1, bob, "b1").isReset(8, 2, 1).gets(1, bob, "b1").gets(2, ann, "a1");
    assertOnly(DIVERGENCE, 1, check(ann, bob));
  }

  @Test
  void twoAcksForOnePlaceThatNobodySawAreADivergence() {
    ann.says("a1").isAcked("a1", 1).isReset(8, 2, 1).gets(1, bob, "b1").gets(2, ann, "a1");
    bob.says("b1").isAcked("b1", 1).isReset(8, 2, 1).gets(1, bob, "b1").gets(2, ann, "a1");
    assertOnly(DIVERGENCE, 1, check(ann, bob));
  }

  @Test
  void aPlaceTakenAgainAfterADisasterIsADivergenceThoughTheLossIsExcused() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1");
    long disaster = Script.now();
    ann.resumes(1, 1, true).says("a2").isAcked("a2", 2).gets(2, ann, "a2");
    Script cat = client("cat").joins(0, 1).gets(1, bob, "b1").gets(2, ann, "a2");
    assertOnly(DIVERGENCE, 1, check(disaster, ann, bob.gets(2, ann, "a2"), cat));
  }

  @Test
  void aMessageAcknowledgedAfterADisasterIsLostLikeAnyOther() {
    long disaster = Script.now();
    annSays("a1", 1);
    ann.isReset(8, 0, 1);
    bob.isReset(8, 0, 1);
    assertOnly(LOST, 1, check(disaster, ann, bob));
  }

  @Test
  void aRoomWhoseHeadIsBehindAClientThatComesBackIsOutOfOrder() {
    ann.gets(1, bob, "b1").gets(2, bob, "b2").gets(3, bob, "b3");
    ann.resumesFrom(3, 2, 2, false).gets(2, bob, "b2").gets(3, bob, "b3");
    assertOnly(DISORDER, 1, check(ann));
  }

  @Test
  void aResendTakenForANewMessageIsARepeatHoweverMuchWasSaidMeanwhile() {
    ann.says("a1").gets(1, ann, "a1");
    for (int seq = 2; seq <= 6; seq++) {
      ann.gets(seq, bob, "b" + seq);
    }
    ann.sends("a1").gets(7, ann, "a1").isAcked("a1", 7);
    Script reader = reader().joins(7, 5).gets(5, bob, "b5").gets(6, bob, "b6").gets(7, ann, "a1");
    assertOnly(REPEATED, 1, check(ann, reader));
  }

  @Test
  void anOlderEpochThatCannotBeReadThroughIsAHole() {
    ann.isReset(8, 1, 1).gets(1, bob, "b4");
    Script reader = reader().joins(0, 1).resumesInto(8, 1, 1, true).gets(1, bob, "b4");
    reader.reads(1, bob, "b4");
    reader.reads(Script.EPOCH, 3, bob, "b3", Script.text("b3"));
    reader.reads(Script.EPOCH, 1, bob, "b1", Script.text("b1"));
    assertOnly(HOLE, 1, check(ann, reader));
  }

  @Test
  void everyFindingNamesRoomEpochSeqAndClient() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1").gets(1, ann, "a1");
    assertThat(check(ann, bob).examples(REPEATED).get(0))
        .hasToString(
            "repeated: room lobby, epoch 7, seq 1, client bob: a1 of id-ann was delivered again");
  }
}
