package chatbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatbench.peers.Peer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeerOptionsTest {
  private static final Peer HERE = new FakePeer("here", false);
  private static final Peer TOO = new FakePeer("too", false);
  private static final Peer NOT = new FakePeer("not", false, Optional.of("needs it: get it"));

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private List<Peer> present(String... arguments) {
    PeerOptions options = new PeerOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("peers", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(arguments);
    return options.present(
        List.of(HERE, NOT, TOO), new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @Test
  void allThatAreInstalledTakePartAndTheOthersAreNamedInALine() {
    assertThat(present()).containsExactly(HERE, TOO);
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("not is left out: needs it: get it");
  }

  @Test
  void onlyThoseThatAreAskedForAreLookedFor() {
    assertThat(present("--peers", "too")).containsExactly(TOO);
    assertThat(printed.size()).isZero();
  }

  @Test
  void nobodyToCompareIsAMistake() {
    assertThatThrownBy(() -> present("--peers", "not")).hasMessageContaining("none of the peers");
    assertThatThrownBy(() -> present("--peers", "pigeon"))
        .hasMessage("there is no peer 'pigeon': say some of here,not,too");
  }
}
