package chatnode.options;

/** What the user did wrong, in one sentence. */
public final class Mistake extends Exception {
  private static final long serialVersionUID = 1L;

  public Mistake(String sentence) {
    super(sentence);
  }
}
