package chatnode.options;

import java.time.Duration;

/** 500ms, 10s, 5m, 2h, 1d; a bare number is seconds. */
final class Durations {
  static Object read(String text) {
    String number = text.replaceFirst("[a-z]*$", "");
    if (!number.matches("[0-9]{1,9}")) {
      throw mistake(text);
    }
    long amount = Long.parseLong(number);
    return switch (text.substring(number.length())) {
      case "ms" -> Duration.ofMillis(amount);
      case "s", "" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> throw mistake(text);
    };
  }

  private static IllegalArgumentException mistake(String text) {
    return new IllegalArgumentException("'" + text + "' is not a duration like 500ms, 10s or 5m");
  }

  private Durations() {}
}
