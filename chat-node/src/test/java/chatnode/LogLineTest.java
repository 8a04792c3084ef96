package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
  @Test
  void whatCameFromAClientCannotForgeALineOrCommandATerminal() {
    String line =
        new LogLine()
            .format(new LogRecord(Level.INFO, "from \"a\r\nb\u001b[2J\u202e\u2028\" 안녕 👋"));
    assertThat(line)
        .endsWith(" INFO from \"a\\r\\u000ab\\u001b[2J\\u202e\\u2028\" 안녕 👋\n")
        .hasLineCount(1);
  }

  @Test
  void aFailureIsShownWithItsTrace() {
    LogRecord record = new LogRecord(Level.SEVERE, "broken");
    record.setThrown(new IllegalStateException("why"));
    assertThat(new LogLine().format(record))
        .contains("SEVERE broken\n  java.lang.IllegalStateException: why\n")
        .contains("LogLineTest.aFailureIsShown");
  }
}
