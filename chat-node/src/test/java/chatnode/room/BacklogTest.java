package chatnode.room;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.log.Budget;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who reads late reads no text that was replaced or deleted meanwhile. */
class BacklogTest {
  private static final Person ANN = new Person("a", "ann");
  private static final Reference FIRST = new Reference("a", "m1");

  private final Budget budget = new Budget(1 << 20);
  private final Backlog backlog = new Backlog(budget);

  private static Entry say(long seq, String text) {
    return new Entry(seq, seq, Draft.text(ANN, "m" + seq, text));
  }

  private static Entry edit(long seq, String text) {
    return new Entry(seq, seq, Draft.edit(ANN, "m" + seq, FIRST, text));
  }

  private static Entry delete(long seq) {
    return new Entry(seq, seq, Draft.delete(ANN, "m" + seq, FIRST));
  }

  private static List<String> texts(List<Entry> entries) {
    return entries.stream()
        .map(Entry::draft)
        .map(
            draft ->
                new String(
                    draft.bytes(),
                    draft.payloadOffset(),
                    draft.payloadLength(),
                    StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void whatPassesChangesWhatIsKept() {
    backlog.add(List.of(say(1, "old"), say(2, "other")));
    assertThat(texts(backlog.add(List.of(edit(3, "mid"))))).containsExactly("mid");
    backlog.add(List.of(edit(4, "new")));
    assertThat(texts(backlog.page(1))).containsExactly("new", "other", "", "new");
    backlog.add(List.of(delete(5)));
    assertThat(texts(backlog.page(1))).containsExactly("", "other", "", "", "");
  }

  @Test
  void whatIsSaidAndDeletedInOneBatchIsToldWithoutItsText() {
    List<Entry> plain = List.of(say(1, "old"));
    assertThat(backlog.add(plain)).isSameAs(plain);
    backlog.startOver(1);
    List<Entry> told = backlog.add(List.of(say(1, "old"), say(2, "other"), delete(3)));
    assertThat(texts(told)).containsExactly("", "other", "");
  }

  @Test
  void whatWasReadElsewhereBeforeIsAsItIsHere() {
    backlog.add(List.of(say(1, "old"), edit(2, "mid"), delete(3)));
    assertThat(texts(backlog.settled(List.of(say(1, "old"), edit(2, "mid")))))
        .containsExactly("", "");
  }

  @Test
  void whatIsHeldIsCountedAsItIs() {
    Budget small = new Budget(2000);
    Backlog other = new Backlog(small);
    other.add(List.of(say(1, "x".repeat(1900)), delete(2)));
    assertThat(small.take(1500)).isTrue();
    small.giveBack(1500);
    other.startOver(9);
    assertThat(small.take(2000)).isTrue();
  }
}
