package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.PresenceWord.Change;
import chatnode.bus.PresenceWord.Typist;
import chatnode.protocol.Person;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes say to each other arrives as it was said, or is left alone. */
class FormatTest {
  private static final Person ANN = new Person("1", "Ana María");
  private static final Person KIM = new Person("2", "김");

  static List<PresenceWord> words() {
    List<Change> people =
        List.of(
            new Change("one", ANN, true),
            new Change("one", KIM, false),
            new Change("방", ANN, true),
            new Change("one", KIM, true),
            new Change("one", new Person("", ""), true));
    return List.of(
        new PresenceWord.Changes("node", 7, people),
        new PresenceWord.Changes("node", 8, List.of()),
        new PresenceWord.Page("node", 1L << 40, 3, true, people),
        new PresenceWord.Typing("node", List.of(new Typist("방", KIM), new Typist("one", ANN))),
        new PresenceWord.Question(PresenceWord.Question.ALL));
  }

  @ParameterizedTest
  @MethodSource("words")
  void whatIsSaidOfPeopleArrivesAsItWasSaid(PresenceWord word) {
    Buffer buffer = PresenceCodec.encode(word);
    assertThat(PresenceCodec.FORMAT.isOf(buffer)).isTrue();
    assertThat(PresenceCodec.decode(buffer)).isEqualTo(word);
  }

  @Test
  void aBeatArrivesAsItWasSaid() {
    Map<String, Beat.Head> heads =
        Map.of("one", new Beat.Head(1L << 50, 2), "방", new Beat.Head(3, 4));
    Beat beat = new Beat(new LoopId("node", 3), 99, heads);
    assertThat(Beat.of(beat.toBuffer())).isEqualTo(beat);
  }

  @Test
  void whatIsSaidInAFormatOfLaterIsLeftAloneWithOneLineInTheLog() {
    List<String> lines = new ArrayList<>();
    Logger logger = Logger.getLogger(Format.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      Format known = new Format("letters", 1);
      Buffer later = new BinaryWriter(2).text("who knows").buffer();
      assertThat(known.isOf(later)).isFalse();
      assertThat(known.isOf(later)).isFalse();
      assertThat(known.isOf(new BinaryWriter(1).buffer())).isTrue();
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(lines)
        .singleElement()
        .isEqualTo(
            "another node sends letters in format 2, which this version does not know: left alone");
  }
}
