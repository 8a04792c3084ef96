package chatnode.protocol;

import java.text.Normalizer;

/**
 * 1-32 visible characters, trimmed, in NFC: no controls, no invisible or direction-changing ones.
 */
public record Nickname(String value) {
  private static final int MAX = 32;

  public Nickname {
    value = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > MAX || !value.codePoints().allMatch(Nickname::allowed)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "nick: 1 to 32 visible characters are a nickname");
    }
  }

  private static boolean allowed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Zero-width joiners hold emoji and some scripts together; every other format sign hides.
      case Character.FORMAT -> c == 0x200D || c == 0x200C;
      default -> true;
    };
  }
}
