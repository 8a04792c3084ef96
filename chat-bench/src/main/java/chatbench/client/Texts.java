package chatbench.client;

import java.util.Random;

/** Something to say: words, and now and then what a careless server would garble. */
public final class Texts {
  private static final String[] WORDS = {
    "tea",
    "rain",
    "on",
    "the",
    "7:40",
    "to",
    "nowhere",
    "said",
    "nobody",
    "twice",
    "and",
    "then",
    "\"quoted\"",
    "back\\slash",
    "<b>bold</b>",
    "naïve",
    "日本語",
    "👩‍🚀",
    "tab\there",
    "new\nline",
    "\u2028",
    "{\"type\":\"ack\"}"
  };

  /** About {@code size} characters. */
  public static String next(Random random, int size) {
    StringBuilder text = new StringBuilder();
    do {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    } while (text.length() < size);
    return text.append(random.nextInt(Integer.MAX_VALUE)).toString();
  }

  private Texts() {}
}
