package chatnode.who;

/** A file of keys or rules cannot be used: one sentence with the place. */
public final class Mistaken extends Exception {
  private static final long serialVersionUID = 1L;

  Mistaken(String sentence) {
    super(sentence);
  }
}
