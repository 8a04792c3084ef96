package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final List<String> writes = new ArrayList<>();
  private final PrintStream stream =
      new PrintStream(
          new OutputStream() {
            @Override
            public void write(int b) {
              writes.add("" + (char) b);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
              writes.add(new String(bytes, from, length));
            }
          },
          true);

  @Test
  void aLineIsOneWriteSoThatNothingComesBetweenItsPieces() {
    new Console(stream).say("node %s at %s:%d", "a", "b", 8080);
    assertThat(writes).containsExactly("node a at b:8080" + System.lineSeparator());
  }

  @Test
  void digitsAreThoseOfUrlsInAnyCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("ar", "EG"));
    try {
      new Console(stream).say("port %d", 8080);
    } finally {
      Locale.setDefault(before);
    }
    assertThat(String.join("", writes)).startsWith("port 8080");
  }
}
