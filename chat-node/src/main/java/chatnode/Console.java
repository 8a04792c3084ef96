package chatnode;

import java.io.PrintStream;
import java.util.Locale;

/**
 * What the command says to people and scripts. A line is one write: {@code printf} makes one of
 * each piece, and a line of the log that comes between them leaves nothing that a script knows.
 */
record Console(PrintStream stream) {

  void say(String format, Object... words) {
    stream.print(String.format(Locale.ROOT, format, words) + System.lineSeparator());
    stream.flush();
  }
}
