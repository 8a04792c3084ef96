package chatnode.protocol;

/** What is looked for: 1-200 characters that a message can have, without the blanks around them. */
public record Sought(String text) {
  private static final int MOST = 200;

  /** {@code field} is what the client calls it. */
  public static Sought in(String field, String text) {
    String sought = text.strip();
    int length = sought.codePointCount(0, sought.length());
    if (length == 0
        || length > MOST
        || sought.indexOf('\0') >= 0
        || TextRule.hasLoneSurrogate(sought)) {
      throw new Refusal(ErrorCode.BAD_FIELD, field + ": 1 to " + MOST + " characters");
    }
    return new Sought(sought);
  }
}
