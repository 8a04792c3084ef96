package chatnode.protocol;

/** The client's own name for a message, unique per client: 1-64 characters, no controls. */
public record MessageId(String value) {
  private static final int MAX = 64;

  public MessageId {
    if (value.isEmpty()
        || value.length() > MAX
        || value.codePoints().anyMatch(c -> Character.isISOControl(c) || isSurrogate(c))) {
      throw new Refusal(ErrorCode.BAD_FIELD, "id: 1 to 64 characters name a message");
    }
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
