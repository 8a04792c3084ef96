package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever looks for a part of a text has no word that the text has not. */
class WordsTest {
  @Property
  void aTextHasAllWordsOfItsParts(
      @ForAll("texts") String before, @ForAll("texts") String part, @ForAll("texts") String after) {
    String text = before + part + after;
    Words sought = Words.sought(part);
    Assume.that(sought.isIn(text)); // letters on both sides can have become one
    assertThat(Words.of(text).all()).containsAll(sought.all());
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "가",
            "나",
            "각",
            "\u1100\u1161\u11a8",
            "a",
            "B",
            "ß",
            "é",
            "e\u0301",
            "İ",
            "ς",
            "Σ",
            "漢",
            "か",
            "\ud842\udfb7",
            "\ud83d\ude00",
            "1",
            "٣",
            "_",
            "%",
            "\"",
            " ",
            "-",
            "हि",
            "ﬁ",
            "Ａ")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Example
  void wordsArePairsAndSingleLettersOfLargeScripts() {
    assertThat(Words.of("Hey 가나, x").all()).containsExactly("he", "ey", "가", "가나", "나");
    assertThat(Words.sought("Hey 가나, x 다").all()).containsExactly("he", "ey", "가나", "다");
    assertThat(Words.sought("a ?").all()).isEmpty();
  }
}
