package chatbench.lines;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Texts of about 100 bytes of UTF-8; one in ten thousand has a rare word in it. */
final class Texts {
  private static final int BYTES = 95;
  private static final int RARELY = 10_000;

  private final Random random;
  private final int koreanPercent;
  private final Map<String, Long> rare = new TreeMap<>();
  private long count;

  Texts(Random random, int koreanPercent) {
    this.random = random;
    this.koreanPercent = koreanPercent;
  }

  String next() {
    StringBuilder text = new StringBuilder();
    int bytes = 0;
    if (++count % RARELY == RARELY / 2) {
      bytes = add(text, bytes, rareWord());
    }
    while (bytes < BYTES) {
      boolean korean = random.nextInt(100) < koreanPercent;
      bytes = add(text, bytes, (korean ? Words.KOREAN : Words.ENGLISH).any(random));
    }
    return text.toString();
  }

  private String rareWord() {
    String word = Words.RARE.get((int) (count / RARELY % Words.RARE.size()));
    rare.merge(word, 1L, Long::sum);
    return word;
  }

  private static int add(StringBuilder text, int bytes, String word) {
    int space = text.isEmpty() ? 0 : 1;
    text.append(" ".repeat(space)).append(word);
    return bytes + space + word.getBytes(StandardCharsets.UTF_8).length;
  }

  /** In how many texts each of the rare words is. */
  Map<String, Long> rare() {
    return rare;
  }
}
