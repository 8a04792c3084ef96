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

import org.junit.jupiter.api.Test;

/**
 * All nodes were killed, the room goes on under another epoch, and three messages of before are in
 * the history of both nodes unless a test says otherwise.
 */
class AuditTest {
  private static final long BEFORE = Script.EPOCH;
  private static final long AFTER = Script.EPOCH + 1;

  private final Script ann = client("ann").joins(0, 1);
  private final Script one = reader("one");
  private final Script other = reader("other");

  AuditTest() {
    for (int seq = 1; seq <= 3; seq++) {
      ann.says("a" + seq).isAcked("a" + seq, seq).gets(seq, ann, "a" + seq);
    }
    ann.resumesInto(AFTER, 3, 4, true);
    for (int seq = 4; seq <= 5; seq++) {
      ann.says("a" + seq).isAcked("a" + seq, seq).gets(seq, ann, "a" + seq);
    }
    for (Script reader : new Script[] {one, other}) {
      reader.joinsNewest(AFTER, 5, 4).gets(4, ann, "a4").gets(5, ann, "a5");
      reader.reads(5, ann, "a5").reads(4, ann, "a4");
    }
  }

  private Script reads(Script reader, String... ids) {
    for (int i = 0; i < ids.length; i++) {
      reads(reader, 3 - i, ids[i]);
    }
    return reader;
  }

  private Script reads(Script reader, long seq, String id) {
    return reader.reads(BEFORE, seq, ann, id, Script.text(id));
  }

  private Verdict audit() {
    return check(Terms.STAYS, ann, one, other);
  }

  private void assertOnly(Violation violation, long count) {
    Verdict verdict = audit();
    for (Violation each : Violation.values()) {
      assertThat(verdict.count(each))
          .as("%s in %s", each, verdict.examples())
          .isEqualTo(each == violation ? count : 0);
    }
  }

  @Test
  void aHistoryThatGoesOnAcrossEpochsBackToTheFirstMessageIsSound() {
    reads(one, "a3", "a2", "a1");
    reads(other, "a3", "a2", "a1");
    assertThat(audit().examples()).isEmpty();
    assertThat(audit().proven()).isTrue();
  }

  @Test
  void theSameMessagesUnderTheirOldEpochAndUnderTheNewOneAreTheSame() {
    reads(one, "a3", "a2", "a1");
    other.reads(3, ann, "a3");
    reads(other, 2, "a2");
    reads(other, 1, "a1");
    assertThat(audit().examples()).isEmpty();
  }

  @Test
  void whatNoNodeHasAnyMoreIsLostOnce() {
    for (Script reader : new Script[] {one, other}) {
      reads(reader, 3, "a3");
      reads(reader, 2, "b2");
      reads(reader, 1, "a1");
    }
    Verdict verdict = audit();
    assertThat(verdict.count(LOST)).isOne();
    assertThat(verdict.examples(LOST).get(0).what()).contains("a2", "2 of 2 nodes");
  }

  @Test
  void anEpochThatIsGoneIsLost() {
    Verdict verdict = audit();
    assertThat(verdict.count(LOST)).isEqualTo(3);
    assertThat(verdict.count(HOLE)).as("not from the first one").isEqualTo(2);
  }

  @Test
  void inMemoryItMayBeGoneWhereAllNodesWereKilled() {
    assertThat(check(Terms.memory(Script.now()), ann, one, other).examples()).isEmpty();
  }

  @Test
  void whatOneNodeDoesNotHaveIsLost() {
    reads(one, "a3", "a2", "a1");
    reads(other, "a3", "a2");
    Verdict verdict = audit();
    assertThat(verdict.count(LOST)).isOne();
    assertThat(verdict.examples(LOST).get(0).what()).contains("1 of 2 nodes");
    assertThat(verdict.count(HOLE)).isOne();
  }

  @Test
  void aMessageStoredAgainInAnotherEpochIsRepeated() {
    for (Script reader : new Script[] {one, other}) {
      reads(reader, 3, "a4");
      reads(reader, 2, "a2");
      reads(reader, 1, "a1");
    }
    Verdict verdict = audit();
    assertThat(verdict.count(REPEATED)).isOne();
    assertThat(verdict.examples(REPEATED).get(0).what()).contains("a4", "as well");
  }

  @Test
  void aPlaceToldTwiceIsRepeated() {
    reads(one, "a3", "a2", "a1");
    reads(other, "a3", "a2", "a1");
    reads(other, 1, "a1");
    assertOnly(REPEATED, 1);
  }

  @Test
  void aNumberOfTwoEpochsIsRepeated() {
    for (Script reader : new Script[] {one, other}) {
      reads(reader, 4, "x4");
      reads(reader, "a3", "a2", "a1");
    }
    assertOnly(REPEATED, 2);
  }

  @Test
  void messagesThatOneSenderSentInAnotherOrderAreOutOfOrder() {
    reads(one, "a2", "a3", "a1");
    reads(other, "a2", "a3", "a1");
    assertThat(audit().count(DISORDER)).isOne();
  }

  @Test
  void aPageOutOfTurnIsOutOfOrder() {
    reads(one, "a3", "a2", "a1");
    reads(other, 1, "a1");
    reads(other, 3, "a3");
    reads(other, 2, "a2");
    assertThat(audit().count(DISORDER)).isPositive();
  }

  @Test
  void aHoleBetweenTwoEpochsIsFound() {
    for (Script reader : new Script[] {one, other}) {
      reads(reader, 2, "a2");
      reads(reader, 1, "a1");
    }
    assertThat(audit().count(HOLE)).isEqualTo(2);
    assertThat(audit().count(LOST)).isOne();
  }

  @Test
  void whatOnlyOneNodeHasThoughNobodyWasToldSoIsADifference() {
    Script bob = client("bob").joinsNewest(AFTER, 5, 4).says("b6");
    one.reads(0, bob, "b6");
    reads(one, "a3", "a2", "a1");
    reads(other, "a3", "a2", "a1");
    assertThat(check(Terms.STAYS, ann, bob, one, other).count(DIVERGENCE)).isOne();
  }

  @Test
  void nodesThatTellTwoOrdersDiffer() {
    reads(one, "a3", "a2", "a1");
    reads(other, "a2", "a3", "a1");
    assertThat(audit().count(DIVERGENCE)).isPositive();
  }
}
