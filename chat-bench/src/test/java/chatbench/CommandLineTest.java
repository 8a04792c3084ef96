package chatbench;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.fault.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
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
        "load --transport pigeon",
        "load --transport sockjs-xhr",
        "load --transport sse --fill 5",
        "load --transport poll --stuck 5",
        "load --nodes 2 --jar missing.jar",
        "verify --jar missing.jar",
        "verify --rounds -1",
        "verify --clients 0",
        "verify --transport pigeon",
        "verify --faults earthquake",
        "verify --nodes 1 --faults kill",
        "verify --nodes 1 --faults survivor",
        "verify --url ws://127.0.0.1:1/chat --faults survivor",
        "verify --url ws://127.0.0.1:1/chat --faults all",
        "verify --url ws://127.0.0.1:1/chat --store postgresql",
        "verify --nodes 1 --faults two",
        "verify --store memory --faults clean",
        "verify --faults store",
        "verify --store postgresql://me@127.0.0.1/chat --faults store",
        "verify --store paper",
        "verify --faults outlast --freeze 5s",
        "verify --faults outlast --freeze 20s --window 20s",
        "verify --faults twice --twice 0",
        "verify --max-wait 6",
        "verify --max-resets few",
        "verify --url ws://127.0.0.1:1/chat --faults term",
        "lines --messages 0",
        "lines --korean 101",
        "past --searches 0",
        "compare --peers pigeon",
        "compare --peers chat-node --jar missing.jar",
        "compare --sockets 0",
        "compare --sockets 50,many",
        "compare --rounds 0",
        "compare --rate 0",
        "compare --idle -1",
        "compare --size 10",
        "compare --duration 5"
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
  void verifyDoesWhatTheNodesMustBearUnlessToldOtherwise() {
    NodeOptions nodes = new NodeOptions();
    FaultOptions faults = new FaultOptions();
    assertThat(nodes.nodes).isEqualTo(3);
    assertThat(faults.kinds(nodes)).containsExactly(Fault.KILL, Fault.TERM, Fault.FREEZE);
    assertThat(faults.durations().freeze()).isEqualTo(Duration.ofSeconds(20));
    StringWriter help = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(help, true));
    commandLine.execute("verify", "--help");
    assertThat(help.toString().replaceAll("\\s+", " "))
        .contains("--clients=<clients> Clients. Default: 60")
        .contains("--rooms=<rooms> Rooms. Default: 5")
        .contains("clients together. Default: 300.0")
        .contains("clients talk. Default: PT2M30S")
        .contains("says twice. Default: 300");
  }

  @Test
  void compareTakesALookAtThreeSizesInThreeRoundsUnlessToldOtherwise() {
    StringWriter help = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(help, true));
    commandLine.execute("compare", "--help");
    assertThat(help.toString().replaceAll("\\s+", " "))
        .contains("all in one room. Default: [50, 200, 1000]")
        .contains("in turn. Default: 3")
        .contains("open scenario. Default: 400.0")
        .contains("Default: compare.html");
  }

  @Test
  void halfOfTheClientsWaitForAFrozenNodeUnlessToldNotTo() {
    for (String arguments : new String[] {"", "--loyal", "--no-loyal"}) {
      FaultOptions faults = new FaultOptions();
      String[] args = arguments.isEmpty() ? new String[0] : new String[] {arguments};
      new CommandLine(
              CommandLine.Model.CommandSpec.create()
                  .addMixin("faults", CommandLine.Model.CommandSpec.forAnnotatedObject(faults)))
          .registerConverter(Duration.class, Spans::parse)
          .parseArgs(args);
      assertThat(faults.loyal).as(arguments).isEqualTo(!arguments.equals("--no-loyal"));
    }
  }

  @Test
  void nothingMayBeDeclaredGoneUnlessAFaultOutlastsWhatIsKept() {
    DemandOptions demands = new DemandOptions();
    assertThat(demands.demands(List.of(Fault.KILL, Fault.FREEZE), false).maxGone()).isZero();
    assertThat(demands.demands(List.of(Fault.KILL, Fault.OUTLAST), false).maxGone()).isNull();
    assertThat(demands.demands(List.of(Fault.SURVIVOR), true).maxGone()).isNull();
    assertThat(demands.demands(List.of(Fault.ALL, Fault.TWO), false).maxGone()).isNull();
    assertThat(demands.demands(List.of(Fault.ALL, Fault.TWO), true).maxGone()).isZero();
    demands.maxGone = 7L;
    assertThat(demands.demands(List.of(Fault.OUTLAST), false).maxGone()).isEqualTo(7);
  }

  @Test
  void helpAndVersionAreNoMistakes() {
    for (String arguments :
        new String[] {"--help", "--version", "load --help", "verify --help", "compare --help"}) {
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
