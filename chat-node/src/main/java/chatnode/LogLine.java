package chatnode;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/**
 * One line per event. Whatever came from a client stays in its line: control characters are written
 * as escapes, so that nobody can forge a line or command the operator's terminal.
 */
public final class LogLine extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
          .withZone(ZoneId.systemDefault());
  private final SimpleFormatter traces = new SimpleFormatter();

  @Override
  public String format(LogRecord record) {
    String trace = "";
    if (record.getThrown() != null) {
      LogRecord bare = new LogRecord(record.getLevel(), "");
      bare.setThrown(record.getThrown());
      String lines = traces.format(bare);
      trace = escape(lines.substring(lines.indexOf(record.getThrown().getClass().getName())), true);
    }
    return TIME.format(record.getInstant())
        + " "
        + record.getLevel().getName()
        + " "
        + escape(formatMessage(record), false)
        + (trace.isEmpty() ? "\n" : "\n  " + trace.strip() + "\n");
  }

  private static String escape(String text, boolean keepLines) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean isLine = keepLines && (c == '\n' || c == '\t');
              int type = Character.getType(c);
              boolean isControl =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              if (isControl && !isLine && c != '\r') {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else if (c == '\r') {
                safe.append("\\r");
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
