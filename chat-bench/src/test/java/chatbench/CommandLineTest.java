package chatbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dance",
        "load --duration 5",
        "load --rate 5 --window 3",
        "load --senders 201",
        "load --rooms 100000",
        "load --nonsense",
        "verify --jar missing.jar",
        "verify --clients 0",
        "verify --faults earthquake",
        "verify --nodes 1 --faults kill",
        "verify --url ws://127.0.0.1:1/chat --faults term"
      })
  void aMistakeIsOneSentenceAndStatus2(String arguments) {
    StringWriter complaint = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setErr(new PrintWriter(complaint, true));
    assertThat(commandLine.execute(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
        .isEqualTo(2);
    assertThat(complaint.toString().lines()).hasSize(1);
  }

  @Test
  void helpAndVersionAreNoMistakes() {
    for (String arguments : new String[] {"--help", "--version", "load --help", "verify --help"}) {
      StringWriter text = new StringWriter();
      CommandLine commandLine = Main.commandLine();
      commandLine.setOut(new PrintWriter(text, true));
      assertThat(commandLine.execute(arguments.split(" "))).isZero();
      assertThat(text.toString()).contains("chat-bench");
    }
  }

  @Test
  void durationsAreWrittenAsPeopleDo() {
    assertThat(Spans.parse("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Spans.parse("10s")).isEqualTo(Duration.ofSeconds(10));
    assertThat(Spans.parse("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(Spans.parse("1h")).isEqualTo(Duration.ofHours(1));
  }
}
