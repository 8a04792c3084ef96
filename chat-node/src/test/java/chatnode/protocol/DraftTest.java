package chatnode.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DraftTest {
  private static final Person ANN = new Person("a", "ann");
  private static final Draft TEXT = Draft.text(ANN, "m", "old", new Reference("b", "m0"));
  private static final Draft EDIT = Draft.edit(ANN, "e", new Reference("a", "m"), "new");

  @Test
  void whatBecomesOfAMessageIsTheSameMessageAndSoIsNoOther() {
    Draft edited = TEXT.edited(EDIT, 7);
    assertThat(edited.isSameAs(TEXT)).isTrue();
    assertThat(TEXT.isSameAs(edited.gone())).isTrue();
    assertThat(edited.reference()).isEqualTo(new Reference("b", "m0"));
    assertThat(edited.gone().reference()).isEqualTo(new Reference("b", "m0"));
    assertThat(TEXT.isSameAs(Draft.text(ANN, "m", "other"))).isFalse();
    assertThat(edited.isSameAs(Draft.text(ANN, "m2", "old"))).isFalse();
    assertThat(Draft.delete(ANN, "m", new Reference("a", "x")).isSameAs(edited)).isFalse();
    assertThat(EDIT.changes(edited)).isTrue();
    assertThat(EDIT.targetName()).isEqualTo(edited.name());
    assertThat(EDIT.targetKey()).isEqualTo(edited.key());
  }

  @Test
  void whereAClientEndsAndAnIdBeginsCounts() {
    Draft other = Draft.text(new Person("am", "ann"), "", "old");
    assertThat(EDIT.changes(other)).isFalse();
    assertThat(EDIT.targetName()).isNotEqualTo(other.name());
  }

  /** As whoever imports lines may be given them. */
  @Property(tries = 2000)
  void bytesThatAreNoMessageAreToldApartFromThoseThatAre(
      @ForAll @IntRange(min = 0, max = 60) int length, @ForAll long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    for (int i = 1; i < Math.min(length, 4); i++) {
      bytes[i] &= 15;
    }
    Draft draft = Draft.of(bytes);
    if (draft.isWhole()) {
      assertThat(draft.payloadLength()).isNotNegative();
      draft.key();
      draft.gone();
      if (draft.kind() != Draft.Kind.MESSAGE) {
        draft.targetKey();
        draft.changes(TEXT);
      }
    }
  }

  @Test
  void everyKindIsWhole() {
    for (Draft each : Arrays.asList(TEXT, EDIT, TEXT.edited(EDIT, 7), TEXT.gone(), EDIT.gone())) {
      assertThat(each.isWhole()).isTrue();
      assertThat(Draft.of(Arrays.copyOf(each.bytes(), 6)).isWhole()).isFalse();
    }
    assertThat(new String(TEXT.gone().bytes(), StandardCharsets.UTF_8)).doesNotContain("old");
  }
}
