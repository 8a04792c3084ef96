package chatnode.protocol;

/** The client's own name for a message, unique per client: 1-64 characters, no controls. */
public record MessageId(String value) {
  private static final int MAX = 64;

  public MessageId {
    if (value.isEmpty()
        || value.length() > MAX
        || hasControl(value)
        || TextRule.hasLoneSurrogate(value)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "id: 1 to 64 characters name a message");
    }
  }

  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
