package chatnode.protocol;

import java.text.Normalizer;

/**
 * 1-32 visible characters, trimmed, in NFC, with blanks between words; it begins with one that
 * stands by itself.
 */
public record Nickname(String value) {
  private static final int MAX = 32;

  public Nickname {
    value = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
    int length = value.codePointCount(0, value.length());
    if (length < 1
        || length > MAX
        || isMark(value.codePointAt(0))
        || !value.codePoints().allMatch(c -> c == ' ' || Visible.test(c))) {
      throw new Refusal(ErrorCode.BAD_FIELD, "nick: 1 to 32 visible characters are a nickname");
    }
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
  }
}
