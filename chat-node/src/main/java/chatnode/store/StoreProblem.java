package chatnode.store;

/** A store that cannot be begun with: one sentence that says what to do. */
public final class StoreProblem extends Exception {
  private static final long serialVersionUID = 1L;

  public StoreProblem(String sentence) {
    super(sentence);
  }

  public StoreProblem(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
