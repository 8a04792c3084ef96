package chatbench.check;

/** The five things that must never happen, in the words of the report. */
public enum Violation {
  LOST("lost", "acknowledged, and never seen by a client that should have seen it"),
  REPEATED("repeated", "the same number or the same message delivered twice"),
  DISORDER("out of order", "a number after a higher one, or a sender's messages swapped"),
  HOLE("holes not declared", "numbers skipped without a word"),
  DIVERGENCE("divergence", "two different messages at the same place");

  private final String title;
  private final String meaning;

  Violation(String title, String meaning) {
    this.title = title;
    this.meaning = meaning;
  }

  public String title() {
    return title;
  }

  public String meaning() {
    return meaning;
  }
}
