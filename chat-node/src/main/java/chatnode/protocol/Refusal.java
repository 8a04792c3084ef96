package chatnode.protocol;

/**
 * A client's mistake that costs it one frame: becomes an {@code error} and nothing else happens.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ErrorCode code;
  private final String room;
  private final String id;

  public Refusal(ErrorCode code, String sentence) {
    this(code, sentence, null, null);
  }

  private Refusal(ErrorCode code, String sentence, String room, String id) {
    super(sentence, null, false, false); // an answer, not a fault: no stack trace
    this.code = code;
    this.room = room;
    this.id = id;
  }

  /** The same refusal, saying which room and message it is about; either may be null. */
  public Refusal about(String room, String id) {
    return new Refusal(code, getMessage(), room, id);
  }

  public ErrorCode code() {
    return code;
  }

  public ServerFrame.Error frame() {
    return new ServerFrame.Error(code, getMessage(), room, id, 0);
  }
}
