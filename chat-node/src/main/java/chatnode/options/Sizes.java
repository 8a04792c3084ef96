package chatnode.options;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes: 65536, 64KiB, 8MiB, 1GiB; 25% is a part of the heap that the JVM may have. */
final class Sizes {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(|KiB|MiB|GiB|%)");

  static Object read(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size like 65536, 64KiB, 8MiB or 25% of the heap");
    }
    long amount = Long.parseLong(size.group(1));
    return switch (size.group(2)) {
      case "KiB" -> amount << 10;
      case "MiB" -> amount << 20;
      case "GiB" -> amount << 30;
      case "%" -> Runtime.getRuntime().maxMemory() / 100 * amount;
      default -> amount;
    };
  }

  private Sizes() {}
}
