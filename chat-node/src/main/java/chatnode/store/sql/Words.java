package chatnode.store.sql;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A text as it is searched: what stands anywhere in it is found, in any script.
 *
 * <p>A word is two neighbouring letters or digits, and the last of a run alone, so that one letter
 * is the beginning of a word wherever it stands. That is enough to find a few candidates; they are
 * compared with the text itself. Case and composition of letters are put aside.
 *
 * @param plain the text with both put aside
 * @param all its words
 * @param beginnings single letters, any word with which is meant
 */
record Words(String plain, Set<String> all, Set<String> beginnings) {

  /** Of a message. */
  static Words of(String text) {
    return read(text, false);
  }

  /** Of what is looked for. */
  static Words sought(String text) {
    return read(text, true);
  }

  boolean isIn(String text) {
    return plain(text).contains(plain);
  }

  static String plain(String text) {
    // A sigma at the end of a word is another letter only in lower case.
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replace('\u03c2', '\u03c3');
  }

  private static Words read(String text, boolean isSought) {
    String plain = plain(text);
    Words words = new Words(plain, new LinkedHashSet<>(), new LinkedHashSet<>());
    int start = -1;
    for (int i = 0; i < plain.length(); ) {
      int letter = plain.codePointAt(i);
      int end = i + Character.charCount(letter);
      if (Character.isLetterOrDigit(letter)) {
        start = start < 0 ? i : start;
      } else if (start >= 0) {
        words.addRun(start, i, isSought);
        start = -1;
      }
      i = end;
    }
    if (start >= 0) {
      words.addRun(start, plain.length(), isSought);
    }
    return words;
  }

  private void addRun(int start, int end, boolean isSought) {
    int i = start;
    int second = plain.offsetByCodePoints(i, 1);
    if (isSought && second == end) {
      beginnings.add(plain.substring(i, end));
      return;
    }
    while (second < end) {
      int third = plain.offsetByCodePoints(second, 1);
      all.add(plain.substring(i, third));
      i = second;
      second = third;
    }
    if (!isSought) {
      all.add(plain.substring(i, end));
    }
  }
}
