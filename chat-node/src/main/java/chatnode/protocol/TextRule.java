package chatnode.protocol;

/**
 * What may be said, by whichever way it comes in: nothing that a store could not keep.
 *
 * @param most characters (code points) of a message
 */
public record TextRule(int most) {

  /** The text itself, or a refusal. */
  public String check(String text) {
    if (text.length() > most && text.codePointCount(0, text.length()) > most) {
      throw new Refusal(ErrorCode.TOO_LONG, "text: at most " + most + " characters are a message");
    }
    if (text.indexOf('\0') >= 0) {
      throw new Refusal(ErrorCode.BAD_FIELD, "text: U+0000 is not a character");
    }
    if (hasLoneSurrogate(text)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "text: half a surrogate pair is not a character");
    }
    return text;
  }

  /** The same, for who has to say something. */
  public String said(String text) {
    if (check(text).isEmpty()) {
      throw new Refusal(ErrorCode.BAD_FIELD, "text: an empty message says nothing");
    }
    return text;
  }

  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }
}
