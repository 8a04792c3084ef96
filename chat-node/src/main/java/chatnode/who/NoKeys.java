package chatnode.who;

/** There are no keys yet to check a token with: ask again. */
public final class NoKeys extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoKeys() {
    super("who is signed in cannot be found out now: ask again", null, false, false);
  }
}
