package chatnode.store.sql;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A text as it is searched: what stands anywhere in it is found, in any script.
 *
 * <p>A word is two neighbouring letters or digits, or a single one where scripts have many: one
 * Latin letter is in nearly every text, which is soon found without. That is enough to find a few
 * candidates; they are compared with the text itself. Case and composition of letters are put
 * aside.
 *
 * @param plain the text with both put aside
 */
record Words(String plain, Set<String> all) {

  /** Of a message. */
  static Words of(String text) {
    return read(text, false);
  }

  /** Of what is looked for: not more of them than narrow it down. */
  static Words sought(String text) {
    return read(text, true);
  }

  boolean isIn(String text) {
    return plain(text).contains(plain);
  }

  private static String plain(String text) {
    // A sigma at the end of a word is another letter only in lower case.
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace('\u03c2', '\u03c3');
  }

  private static Words read(String text, boolean isSought) {
    Words words = new Words(plain(text), new LinkedHashSet<>());
    int start = 0;
    for (int i = 0; i < words.plain.length(); ) {
      int letter = words.plain.codePointAt(i);
      int end = i + Character.charCount(letter);
      if (!Character.isLetterOrDigit(letter)) {
        words.addRun(start, i, isSought);
        start = end;
      }
      i = end;
    }
    words.addRun(start, words.plain.length(), isSought);
    return words;
  }

  private void addRun(int start, int end, boolean isSought) {
    for (int i = start; i < end; ) {
      int second = plain.offsetByCodePoints(i, 1);
      boolean isAlone = i == start && second == end;
      if (plain.charAt(i) > 0x7f && (isAlone || !isSought)) {
        all.add(plain.substring(i, second));
      }
      if (second < end) {
        all.add(plain.substring(i, plain.offsetByCodePoints(second, 1)));
      }
      i = second;
    }
  }
}
