package chatbench.check;

import static chatbench.check.Script.check;
import static chatbench.check.Script.client;
import static chatbench.check.Script.reader;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract allows is not called a fault. */
class SoundHistoryTest {
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

  private static void assertSound(Verdict verdict) {
    assertThat(verdict.examples()).isEmpty();
    assertThat(verdict.clean()).isTrue();
  }

  @Test
  void aPlainConversationIsSound() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1").says("b1").gets(2, bob, "b1").isAcked("b1", 2);
    ann.gets(2, bob, "b1");
    Script reader = reader().joins(2, 1).gets(1, ann, "a1").gets(2, bob, "b1");
    Verdict verdict = check(ann, bob, reader);
    assertSound(verdict);
    assertThat(verdict.proven()).isTrue();
    assertThat(verdict.acked()).isEqualTo(2);
    assertThat(verdict.delivered()).isEqualTo(6);
  }

  @Test
  void nothingAcknowledgedProvesNothing() {
    assertThat(Checker.check(List.of()).proven()).isFalse();
    assertThat(check(ann, bob).proven()).isFalse();
  }

  @Test
  void aCompleteResumeIsSound() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1");
    annSays("a2", 2);
    bob.resumes(2, 1, true).gets(2, ann, "a2");
    annSays("a3", 3);
    bob.gets(3, ann, "a3");
    assertSound(check(ann, bob));
  }

  @Test
  void aDeclaredGapIsSound() {
    annSays("a1", 1);
    annSays("a2", 2);
    annSays("a3", 3);
    bob.gets(1, ann, "a1").resumes(3, 3, false).gets(3, ann, "a3");
    assertSound(check(ann, bob));
    assertThat(check(ann, bob).forgone()).isEqualTo(1);
  }

  @Test
  void aResetTellsEverythingAgain() {
    annSays("a1", 1);
    ann.isReset(8, 2, 1).gets(1, ann, "a1").gets(2, bob, "b1");
    bob.says("b1").resumesInto(8, 2, 1, true).isAcked("b1", 2);
    bob.gets(1, ann, "a1").gets(2, bob, "b1");
    assertSound(check(ann, bob));
    assertThat(check(ann, bob).forgone()).isZero();
  }

  @Test
  void aResetExcusesWhatIsNoLongerKept() {
    annSays("a1", 1);
    annSays("a2", 2);
    ann.isReset(8, 3, 2).gets(2, ann, "a1").gets(3, ann, "a2");
    Script cat = client("cat").joins(0, 1).isReset(8, 3, 3).gets(3, ann, "a2");
    assertSound(check(ann, cat));
  }

  @Test
  void whatIsOlderThanTheOldestKeptIsGoneInEveryEpoch() {
    annSays("a1", 1);
    annSays("a2", 2);
    annSays("a3", 3);
    ann.isReset(8, 3, 3).gets(3, ann, "a3");
    Script cat = client("cat").joins(0, 1).isReset(8, 3, 3).gets(3, ann, "a3");
    assertSound(check(ann, cat));
  }

  @Test
  void anEpochOfWhichNothingIsKeptExcusesItsTail() {
    annSays("a1", 1);
    annSays("a2", 2);
    ann.isReset(8, 9, 9).gets(9, ann, "new");
    bob.gets(1, ann, "a1").resumesInto(8, 9, 9, true).gets(9, ann, "new");
    assertSound(check(ann, bob));
    assertThat(check(ann, bob).forgone()).isEqualTo(1);
  }

  @Test
  void anEpochLeftWithADeclaredGapExcusesItsTail() {
    annSays("a1", 1);
    annSays("a2", 2);
    bob.gets(1, ann, "a1").resumesInto(8, 9, 9, false).gets(9, bob, "b1");
    assertSound(check(ann, bob));
  }

  @Test
  void anEpochMayComeBackAndTellAllAgain() {
    annSays("a1", 1);
    bob.gets(1, ann, "a1").resumesInto(8, 1, 1, true).gets(1, ann, "a1");
    bob.resumesInto(Script.EPOCH, 1, 1, true).gets(1, ann, "a1");
    assertSound(check(ann, bob));
  }

  @Test
  void aResendAcknowledgedWithTheFirstPlaceIsSound() {
    ann.says("a1").gets(1, ann, "a1").resumes(1, 1, true).sends("a1").isAcked("a1", 1);
    bob.gets(1, ann, "a1");
    assertSound(check(ann, bob));
  }

  @Test
  void aMessageSentAgainMayBeOvertaken() {
    ann.says("a1").says("a2").gets(1, ann, "a2").isAcked("a2", 1);
    ann.sends("a1").gets(2, ann, "a1").isAcked("a1", 2);
    bob.gets(1, ann, "a2").gets(2, ann, "a1");
    assertSound(check(ann, bob));
  }

  @Test
  void anIdSaidAtTwoNodesIsOneMessageWithOneOfItsTexts() {
    Script twin = ann.twin().joins(0, 1);
    ann.says("a1").isAcked("a1", 1).gets(1, ann, "a1", 13);
    twin.says("a1", 13).isAcked("a1", 1).gets(1, ann, "a1", 13);
    assertSound(check(ann, twin, bob.gets(1, ann, "a1", 13)));
  }

  @Test
  void whatOnePersonSendsFromTwoNodesMayBeOvertaken() {
    Script twin = ann.twin().joins(0, 1);
    ann.says("a1").says("a2").isAcked("a2", 1).isAcked("a1", 2);
    twin.says("a2").says("a1").isAcked("a2", 1).isAcked("a1", 2);
    for (Script each : List.of(ann, twin, bob)) {
      each.gets(1, ann, "a2").gets(2, ann, "a1");
    }
    assertSound(check(ann, twin, bob));
  }

  @Test
  void whatWentDownWithMostOfTheNodesIsExcusedAndCounted() {
    annSays("a1", 1);
    long disaster = Script.now();
    for (Script each : List.of(ann, bob)) {
      each.resumesInto(8, 0, 1, true);
    }
    Verdict verdict = check(disaster, ann, bob);
    assertSound(verdict);
    assertThat(verdict.excused()).isEqualTo(1);
  }

  @Test
  void anAckForAPlaceThatAMergeHasMovedIsSound() {
    ann.says("a1").isAcked("a1", 1);
    for (Script each : List.of(ann, bob)) {
      each.isReset(8, 1, 1).gets(1, ann, "a1");
    }
    assertSound(check(ann, bob));
  }

  @Test
  void aHistoryReadThroughOlderEpochsIsSound() {
    ann.gets(1, bob, "b1").gets(2, bob, "b2").isReset(8, 1, 1).gets(1, bob, "b3");
    Script reader = reader().joins(0, 1).resumesInto(8, 1, 1, true).gets(1, bob, "b3");
    reader.reads(1, bob, "b3");
    reader.reads(Script.EPOCH, 2, bob, "b2", Script.text("b2"));
    reader.reads(Script.EPOCH, 1, bob, "b1", Script.text("b1"));
    Verdict verdict = check(ann, reader);
    assertSound(verdict);
    assertThat(verdict.readBack()).isEqualTo(3);
  }

  @Test
  void whatIsTrimmedWhileTheHistoryIsReadNeedNotBeRead() {
    Script reader = reader().joins(60, 1);
    for (int seq = 11; seq <= 60; seq++) {
      reader.gets(seq, bob, "b" + seq).reads(seq, bob, "b" + seq);
    }
    assertSound(check(reader.resumes(60, 11, true)));
  }

  @Test
  void whoeverJoinsLaterIsNotOwedWhatWasSaidBefore() {
    for (int seq = 1; seq <= 60; seq++) {
      annSays("a" + seq, seq);
    }
    Script late = client("late").joins(60, 1);
    for (int seq = 11; seq <= 60; seq++) {
      late.gets(seq, ann, "a" + seq);
    }
    assertSound(check(ann, late));
  }

  @Test
  void aServerMayTellMoreThanTheRecentMessagesAskedFor() {
    Script late = client("late").joins(60, 1);
    for (int seq = 5; seq <= 60; seq++) {
      late.gets(seq, bob, "b" + seq);
    }
    assertSound(check(late));
  }

  @Test
  void anUnacknowledgedMessageMayVanish() {
    ann.says("a1");
    annSays("a2", 1);
    bob.gets(1, ann, "a2");
    assertSound(check(ann, bob));
  }

  @Test
  void aHistoryReadPageByPageIsSound() {
    Script reader = reader().joins(60, 2);
    for (int seq = 11; seq <= 60; seq++) {
      reader.gets(seq, bob, "b" + seq);
    }
    for (int seq = 2; seq <= 10; seq++) {
      reader.reads(seq, bob, "b" + seq);
    }
    assertSound(check(reader));
  }

  @Test
  void rangesJoinWhenTheyMeet() {
    Ranges ranges = new Ranges();
    ranges.add(1, 3);
    ranges.add(7);
    ranges.add(4, 6);
    ranges.add(9, 8);
    assertThat(ranges.count()).isEqualTo(1);
    assertThat(ranges.contains(7)).isTrue();
    assertThat(ranges.contains(8)).isFalse();
    ranges.add(5, Long.MAX_VALUE);
    assertThat(ranges.contains(Long.MAX_VALUE)).isTrue();
  }
}
