package chatnode.protocol;

/**
 * Which characters are to be seen. Names are made of no others: two that look the same to people
 * would be two to us, and one that shows nothing would be nobody.
 *
 * <p>Unicode calls what a font need not draw Default_Ignorable_Code_Point
 * (DerivedCoreProperties.txt, 16.0), which the JDK does not know; the others are assigned and draw
 * nothing all the same.
 */
public final class Visible {
  /** First and last of each range. */
  private static final int[] IGNORABLE = {
    0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F,
    0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF,
    0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
  };

  private static final int BRAILLE_BLANK = 0x2800;
  private static final int NULL_NOTEHEAD = 0x1D159;

  /** Draws something, alone or on the character before it. */
  public static boolean test(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> c != BRAILLE_BLANK && c != NULL_NOTEHEAD && !isIgnorable(c);
    };
  }

  private static boolean isIgnorable(int c) {
    for (int i = 0; i < IGNORABLE.length; i += 2) {
      if (c >= IGNORABLE[i] && c <= IGNORABLE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private Visible() {}
}
