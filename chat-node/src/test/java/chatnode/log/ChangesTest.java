package chatnode.log;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import chatnode.protocol.Person;
import chatnode.protocol.Reference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What was replaced or deleted is nowhere in a ledger, and numbers and ids are as they were. */
class ChangesTest {
  private static final Person ANN = new Person("a", "ann");
  private static final Retention KEEP =
      new Retention(Duration.ofMinutes(2), 1 << 20, Duration.ofMinutes(10), false);

  private static Draft say(String id, String text) {
    return Draft.text(ANN, id, text);
  }

  private static Draft edit(String id, String of, String text) {
    return Draft.edit(ANN, id, new Reference("a", of), text);
  }

  private static Draft delete(String id, String of) {
    return Draft.delete(ANN, id, new Reference("a", of));
  }

  private static String text(Entry entry) {
    Draft draft = entry.draft();
    return new String(
        draft.bytes(), draft.payloadOffset(), draft.payloadLength(), StandardCharsets.UTF_8);
  }

  private static String all(Ledger ledger) {
    StringBuilder all = new StringBuilder();
    for (Entry entry : ledger.all()) {
      all.append(new String(entry.draft().bytes(), StandardCharsets.ISO_8859_1)).append('\n');
    }
    return all.toString();
  }

  private static Ledger ledger(Draft... drafts) {
    Ledger ledger = new Ledger(1);
    for (int i = 0; i < drafts.length; i++) {
      assertThat(ledger.append(drafts[i], 100 + i, KEEP)).isEqualTo(i + 1);
    }
    return ledger;
  }

  @Test
  void anEditPutsItsTextInThePlaceOfTheOldOneAndOfEarlierEdits() {
    Ledger ledger = ledger(say("m", "old"), edit("e1", "m", "mid"), edit("e2", "m", "new"));
    assertThat(text(ledger.entry(1))).isEqualTo("new");
    assertThat(ledger.entry(1).draft().editedAt()).isEqualTo(102);
    assertThat(ledger.entry(2).draft().isGone()).isTrue();
    assertThat(text(ledger.entry(3))).isEqualTo("new");
    assertThat(all(ledger)).doesNotContain("old", "mid");
  }

  @Test
  void aDeletedMessageIsGoneWithAllItsEditsButItsNumberAndIdStay() {
    Ledger ledger = ledger(say("m", "old"), edit("e1", "m", "mid"), delete("d", "m"));
    assertThat(all(ledger)).doesNotContain("old", "mid");
    assertThat(ledger.entry(1).draft().isGone()).isTrue();
    assertThat(ledger.append(say("m", "old"), 200, KEEP)).isEqualTo(1);
    assertThat(ledger.append(edit("e1", "m", "mid"), 200, KEEP)).isEqualTo(2);
    assertThat(ledger.append(delete("d", "m"), 200, KEEP)).isEqualTo(3);
    assertThat(ledger.head()).isEqualTo(3);
  }

  @Test
  void whatIsDeletedOrNoMessageCannotBeChangedAndWhatIsUnknownOnlyIfTheStoreHasIt() {
    Ledger ledger = ledger(say("m", "old"), edit("e", "m", "new"), delete("d", "m"));
    assertThat(ledger.append(edit("e2", "m", "again"), 1, KEEP)).isEqualTo(Ledger.NOT_FOUND);
    assertThat(ledger.append(delete("d2", "m"), 1, KEEP)).isEqualTo(Ledger.NOT_FOUND);
    assertThat(ledger.append(delete("d2", "e"), 1, KEEP)).isEqualTo(Ledger.UNKNOWN);
    assertThat(ledger.append(delete("d2", "x"), 1, KEEP)).isEqualTo(Ledger.UNKNOWN);
    assertThat(ledger.append(edit("e3", "x", "new"), true, 1, KEEP)).isEqualTo(4);
    assertThat(ledger.append(delete("d3", "x"), true, 1, KEEP)).isEqualTo(5);
    assertThat(ledger.append(edit("e4", "x", "z"), true, 1, KEEP)).isEqualTo(Ledger.NOT_FOUND);
    assertThat(all(ledger)).doesNotContain("new");
  }

  @Test
  void whatIsBothSaidAndDeletedInOneBatchIsToldWithoutItsText() {
    Ledger ledger = new Ledger(1);
    List<Draft> drafts = List.of(say("m", "old"), say("n", "kept"), delete("d", "m"));
    List<Entry> told = Batch.append(ledger, drafts, 1, KEEP).entries();
    assertThat(told.get(0).draft().isGone()).isTrue();
    assertThat(text(told.get(1))).isEqualTo("kept");
  }

  @Test
  void bytesAreCountedAsTheyAre() {
    Ledger ledger = ledger(say("m", "x".repeat(5000)), delete("d", "m"));
    Ledger other = ledger.copy();
    assertThat(ledger.memory()).isLessThan(2000).isEqualTo(other.memory());
  }

  /** As replicas are given them: in another order, several times, copied and trimmed. */
  @Property(tries = 500)
  void inWhateverOrderAReplicaIsGivenThemItIsAsItsOwner(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 11) Integer> deeds,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 10) int trimmed) {
    Ledger owner = new Ledger(1);
    List<Entry> plain = new ArrayList<>();
    Map<String, String> current = new HashMap<>();
    for (int i = 0; i < deeds.size(); i++) {
      String of = "m" + deeds.get(i) % 3;
      String text = "<text " + i + ">";
      Draft draft =
          switch (deeds.get(i) / 3) {
            case 0 -> say(of, text);
            case 1, 2 -> edit("e" + i, of, text);
            default -> delete("d" + i, of);
          };
      long head = owner.head();
      long seq = owner.append(draft, i / 2, KEEP);
      if (seq > head) {
        plain.add(new Entry(seq, owner.at(seq), draft));
        current.put(of, draft.kind() == Draft.Kind.DELETE ? "" : text);
      }
    }
    for (String of : List.of("m0", "m1", "m2")) {
      owner.all().stream()
          .filter(entry -> entry.draft().id().equals(of))
          .forEach(entry -> assertThat(text(entry)).isEqualTo(current.get(of)));
    }
    for (int i = 0; i < deeds.size(); i++) {
      String text = "<text " + i + ">";
      if (!current.containsValue(text)) {
        assertThat(all(owner)).doesNotContain(text);
      }
    }

    Ledger replica = new Ledger(1);
    List<Entry> shuffled = new ArrayList<>(plain);
    shuffled.addAll(owner.all());
    shuffled.addAll(plain);
    Collections.shuffle(shuffled, new Random(seed));
    shuffled.forEach(entry -> replica.put(entry.seq(), entry.at(), entry.draft()));
    assertThat(all(replica)).isEqualTo(all(owner));
    assertThat(all(replica.copy())).isEqualTo(all(owner));
    assertThat(replica.memory()).isEqualTo(owner.memory());

    owner.trimBelow(trimmed, 1);
    replica.trimBelow(trimmed, 1);
    assertThat(all(replica)).isEqualTo(all(owner));
    assertThat(replica.memory()).isEqualTo(owner.memory());
  }
}
