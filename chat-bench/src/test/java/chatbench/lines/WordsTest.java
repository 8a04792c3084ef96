package chatbench.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void theSecondWordIsSaidHalfAsOftenAsTheFirst() {
    Map<String, Integer> counts = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      counts.merge(Words.KOREAN.any(random), 1, Integer::sum);
    }
    assertThat(1.0 * counts.get("오늘") / counts.get("내일")).isBetween(1.8, 2.2);
    assertThat(1.0 * counts.get("오늘") / counts.get("점심")).isBetween(6.5, 9.5);
  }
}
