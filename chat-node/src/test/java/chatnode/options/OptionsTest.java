package chatnode.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  enum Colour {
    RED,
    GREEN
  }

  /** A type of somebody else's that refuses in half a sentence. */
  public record Even(String text) {
    public Even {
      if (Integer.parseInt(text) % 2 != 0) {
        throw new IllegalArgumentException("'" + text + "' is odd");
      }
    }
  }

  @Heading("Numbers")
  record Numbers(
      @Setting(name = "--many", standard = "5", from = "1", to = "10", text = "how many") int many,
      @Setting(
              name = "--size",
              standard = "8MiB",
              from = "64KiB",
              to = "1GiB",
              text = "how much",
              formerly = "--old-size")
          long size,
      @Setting(name = "--after", standard = "10s", from = "2s", to = "1d", text = "when")
          Duration after) {}

  @Heading("Things")
  record Things(
      @Setting(name = "--loud", text = "a flag") boolean loud,
      @Setting(name = "--colour", standard = "red", text = "a choice") Colour colour,
      @Setting(name = "--names", text = "a list") List<String> names,
      @Setting(name = "--evens", text = "a set") Set<Even> evens,
      @Setting(name = "--file", text = "none by default") Optional<Path> file,
      @Setting(name = "--a-port", standard = "80", from = "0", to = "65535", text = "a port")
          int port) {}

  @Heading("All of it")
  record All(Numbers numbers, Things things) {}

  @TempDir Path folder;

  private static All read(Map<String, String> environment, String... args) throws Mistake {
    return new Options<>(All.class, "test", environment).read(args).orElseThrow();
  }

  private static void isMistake(String sentence, Map<String, String> environment, String... args) {
    assertThatThrownBy(() -> read(environment, args))
        .isInstanceOf(Mistake.class)
        .hasMessage(sentence);
  }

  @Test
  void whatIsNotGivenIsTheDefault() throws Exception {
    All all = read(Map.of());
    assertThat(all.numbers()).isEqualTo(new Numbers(5, 8 << 20, Duration.ofSeconds(10)));
    assertThat(all.things())
        .isEqualTo(new Things(false, Colour.RED, List.of(), Set.of(), Optional.empty(), 80));
  }

  @Test
  void optionsOfAnotherCommandMayBeInTheSameFile() throws Exception {
    Path file = Files.writeString(folder.resolve("p"), "many=3\nloud=true\n");
    String[] args = {"--config", file.toString()};
    assertThat(new Options<>(Numbers.class, "test", Map.of(), Things.class).read(args))
        .hasValueSatisfying(numbers -> assertThat(numbers.many()).isEqualTo(3));
    assertThatThrownBy(() -> new Options<>(Numbers.class, "test", Map.of()).read(args))
        .isInstanceOf(Mistake.class)
        .hasMessageEndingWith("has a key that is no option: loud.");
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file =
        Files.writeString(folder.resolve("p"), "many=1\nsize=100KiB\nafter=3s\nloud=true\n");
    All all =
        read(
            Map.of("CHAT_CONFIG", file.toString(), "CHAT_MANY", "2", "CHAT_SIZE", "200KiB"),
            "--many",
            "3");
    assertThat(all.numbers()).isEqualTo(new Numbers(3, 200 << 10, Duration.ofSeconds(3)));
    assertThat(all.things().loud()).isTrue();
  }

  @Test
  void anOptionGivenTwiceCountsTheLastTime() throws Exception {
    assertThat(read(Map.of(), "--many", "1", "--many=2").numbers().many()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"--loud,true", "--loud=true,true", "--loud=false,false", "--loud=,false"})
  void aFlagIsOnWhenItIsNamed(String given, boolean isOn) throws Exception {
    assertThat(read(Map.of(), given, "--many=2").things().loud()).isEqualTo(isOn);
  }

  @Test
  void listsTakeCommasAndBlanks() throws Exception {
    Things things = read(Map.of("CHAT_EVENS", "2, 4,,\r"), "--names", "a,b").things();
    assertThat(things.names()).containsExactly("a", "b");
    assertThat(things.evens()).containsExactly(new Even("2"), new Even("4"));
  }

  @ParameterizedTest
  @CsvSource({
    "65536,65536",
    "64KiB,65536",
    "8MiB,8388608",
    "1GiB,1073741824",
  })
  void sizesHaveUnits(String given, long bytes) throws Exception {
    assertThat(read(Map.of("CHAT_SIZE", given)).numbers().size()).isEqualTo(bytes);
  }

  @Test
  void aSizeMayBeAPartOfTheHeap() {
    assertThat((long) Sizes.read("25%"))
        .isCloseTo(Runtime.getRuntime().maxMemory() / 4, org.assertj.core.data.Offset.offset(100L));
  }

  /** Of every option, whatever its type: compose files and env files are full of them. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r", "\t "})
  void anEmptyValueWasNotGiven(String nothing) throws Exception {
    Map<String, String> environment =
        Map.of(
            "CHAT_MANY", nothing,
            "CHAT_SIZE", nothing,
            "CHAT_AFTER", nothing,
            "CHAT_LOUD", nothing,
            "CHAT_COLOUR", nothing,
            "CHAT_NAMES", nothing,
            "CHAT_EVENS", nothing,
            "CHAT_FILE", nothing,
            "CHAT_CONFIG", nothing);
    assertThat(read(environment)).isEqualTo(read(Map.of()));
    Path file = folder.resolve("empty");
    Files.writeString(file, "many=" + nothing + "\nfile=" + nothing + "\nevens=" + nothing + "\n");
    assertThat(read(Map.of(), "--config", file.toString())).isEqualTo(read(Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\r", "\t"})
  void blanksAroundAValueAreNoPartOfIt(String blank) throws Exception {
    Map<String, String> environment =
        Map.of("CHAT_MANY", "2" + blank, "CHAT_COLOUR", blank + "green", "CHAT_EVENS", "2" + blank);
    All all = read(environment);
    assertThat(all.numbers().many()).isEqualTo(2);
    assertThat(all.things().colour()).isEqualTo(Colour.GREEN);
    assertThat(all.things().evens()).containsExactly(new Even("2"));
    Path file = Files.writeString(folder.resolve("crlf"), "many=3" + blank + "\r\nloud=true\r\n");
    assertThat(read(Map.of(), "--config", file + blank).numbers().many()).isEqualTo(3);
  }

  @Test
  void aMistakeNamesTheOptionAndWhereItWasMade() throws Exception {
    isMistake("--many: 11 is not from 1 to 10.", Map.of(), "--many", "11");
    isMistake("--many: 'x' is not a whole number.", Map.of(), "--many", "x");
    isMistake("--many: 'x' is not a whole number (from CHAT_MANY).", Map.of("CHAT_MANY", "x"));
    isMistake("--size: 1KiB is not from 64KiB to 1GiB.", Map.of(), "--size", "1KiB");
    isMistake("--after: 1s is not from 2s to 1d.", Map.of(), "--after=1s");
    isMistake("--evens: '3' is odd.", Map.of(), "--evens", "2,3");
    isMistake("--colour: 'blue' is not one of red, green.", Map.of(), "--colour", "blue");
    isMistake("--loud: 'yes' is not true or false.", Map.of(), "--loud=yes");
    Path file = Files.writeString(folder.resolve("bad"), "many=x\n");
    isMistake(
        "--many: 'x' is not a whole number (from " + file + ").",
        Map.of(),
        "--config",
        file.toString());
  }

  @Test
  void whatIsNoOptionIsAMistake() throws Exception {
    assertThatThrownBy(() -> read(Map.of(), "--nonsense"))
        .isInstanceOf(Mistake.class)
        .hasMessage("Unknown option: '--nonsense'. See --help.");
    Path file = Files.writeString(folder.resolve("typo"), "mamy=1\n");
    isMistake(
        "--config: " + file + " has a key that is no option: mamy.",
        Map.of("CHAT_CONFIG", file.toString()));
    isMistake("--config: cannot read nowhere.", Map.of(), "--config", "nowhere");
  }

  @Test
  void theHelpHasEveryOptionWithItsDefaultAndRange() {
    String help = new CommandLineWords("test", "1", "About.", Section.of(All.class)).help();
    assertThat(help)
        .contains("Numbers", "--many=NUMBER", "how many (default 5; 1 to 10)", "--size=SIZE")
        .contains(
            "Things", "--loud[=true|false]", "--file=FILE", "a choice (default red; red, green)");
  }

  @Test
  void whoeverGivesAnOptionThatIsNoMoreIsToldWhatToGive() throws Exception {
    String sentence = "--old-size: replaced by --size, how much.";
    isMistake(sentence, Map.of(), "--old-size", "5");
    isMistake(sentence, Map.of(), "--old-size=5");
    isMistake(sentence, Map.of("CHAT_OLD_SIZE", "5"));
    Path file = Files.writeString(folder.resolve("old"), "old-size=5\n");
    isMistake(sentence, Map.of(), "--config", file.toString());
  }

  /** A service named {@code chat-a} is CHAT_A_PORT=tcp://... in every pod of its namespace. */
  @Test
  void whatKubernetesSetsOnItsOwnIsExplained() {
    assertThatThrownBy(() -> read(Map.of("CHAT_A_PORT", "tcp://10.96.12.7:80")))
        .isInstanceOf(Mistake.class)
        .hasMessageContaining("--a-port: 'tcp://10.96.12.7:80' is not a whole number")
        .hasMessageContaining("CHAT_A_PORT")
        .hasMessageContaining("enableServiceLinks: false");
  }
}
