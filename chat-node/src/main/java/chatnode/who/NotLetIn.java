package chatnode.who;

/** Somebody is not let in: 4003 on a socket, 401 over HTTP. The sentence gives nothing away. */
public final class NotLetIn extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotLetIn(String sentence) {
    super(sentence, null, false, false); // an answer, not a fault: no stack trace
  }
}
