package chatnode.protocol;

import java.text.Normalizer;

/**
 * 1-64 characters: letters and digits of any script, {@code -}, {@code _} and {@code .}; in NFC.
 */
public record RoomName(String value) {
  /**
   * The room in which it is kept what was done about people ({@link Measure}): one like the others
   * to the log and the store, and no name by which anybody could ask for it.
   */
  public static final String OF_THE_HOUSE = "#house";

  private static final int MAX = 64;

  public RoomName {
    value = Normalizer.normalize(value, Normalizer.Form.NFC);
    int length = value.codePointCount(0, value.length());
    if (length < 1 || length > MAX || !areAllowed(value)) {
      throw new Refusal(
          ErrorCode.BAD_FIELD, "room: 1 to 64 letters, digits, '-', '_' or '.' are a room's name");
    }
  }

  private static boolean areAllowed(String value) {
    for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
      if (!allowed(value.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean allowed(int c) {
    return (Character.isLetterOrDigit(c) || isMark(c)) && Visible.test(c)
        || c == '-'
        || c == '_'
        || c == '.';
  }

  /** Scripts like Devanagari and Thai write vowels as marks: part of a word as letters are. */
  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }
}
