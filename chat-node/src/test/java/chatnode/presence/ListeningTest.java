package chatnode.presence;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.bus.PresenceWord;
import chatnode.clock.MovedClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What some nodes know of each other's listeners. */
class ListeningTest {
  private static final long TELL_MS = 200;
  private static final long BEAT_MS = 1000;

  private final MovedClock clock = new MovedClock();
  private final Set<String> members = new HashSet<>();
  private final Set<String> frozen = new HashSet<>();
  private final Map<String, Listening> nodes = new LinkedHashMap<>();
  private final List<PresenceWord> said = new ArrayList<>();

  /** True for what the node named does not get. */
  private BiPredicate<String, PresenceWord> isLost = (to, word) -> false;

  private final Listening here = join("here");
  private final Listening there = join("there");

  private Listening join(String name) {
    members.add(name);
    Listening listening =
        new Listening(
            name,
            clock,
            word -> carry(name, word),
            new Presence.Pace(TELL_MS, BEAT_MS),
            () -> Set.copyOf(members));
    nodes.put(name, listening);
    return listening;
  }

  private void carry(String from, PresenceWord word) {
    said.add(word);
    if (!frozen.contains(from)) {
      nodes.forEach(
          (name, node) -> {
            if (!isLost.test(name, word)) {
              node.hear(word);
            }
          });
    }
  }

  @BeforeEach
  void theyHaveHeardEachOther() {
    here.start();
    there.start();
    clock.move(BEAT_MS);
  }

  private static Optional<Set<String>> only(String... nodes) {
    return Optional.of(Set.of(nodes));
  }

  private static Optional<Set<String>> everybody() {
    return Optional.empty();
  }

  @Test
  void thatARoomIsOpenedIsKnownWithoutWaitingForATick() {
    there.begin("room");
    clock.settle();
    assertThat(here.in("room")).isEqualTo(only("there"));
    assertThat(here.in("another")).isEqualTo(only());
    assertThat(there.in("room")).isEqualTo(only());
  }

  @Test
  void roomsOpenedInATurnAreToldOfTogether() {
    said.clear();
    for (int i = 0; i < 100; i++) {
      there.begin("room" + i);
    }
    clock.settle();
    assertThat(said).hasSize(1);
    assertThat(here.in("room99")).isEqualTo(only("there"));
  }

  @Test
  void aNodeListensUntilTheLastOfItsLoopsDoesNot() {
    there.begin("room");
    there.begin("room");
    there.end("room");
    clock.move(TELL_MS);
    assertThat(here.in("room")).isEqualTo(only("there"));
    there.end("room");
    clock.move(TELL_MS);
    assertThat(here.in("room")).isEqualTo(only());
  }

  @Test
  void aNodeThatHasNotSaidWhatItWantsIsSentEverything() {
    Listening late = join("late");
    late.begin("room");
    clock.move(BEAT_MS);
    assertThat(here.in("room")).isEqualTo(everybody());
    assertThat(here.in("another")).isEqualTo(everybody());
    late.start();
    clock.settle();
    assertThat(here.in("room")).isEqualTo(only("late"));
    assertThat(here.in("another")).isEqualTo(only());
  }

  @Test
  void aNodeThatStartsSendsEverythingToAllUntilItHasHeardThem() {
    there.begin("room");
    clock.settle();
    Listening late = join("late");
    assertThat(late.in("room")).isEqualTo(everybody());
    late.start();
    clock.move(BEAT_MS + TELL_MS);
    assertThat(late.in("room")).isEqualTo(only("there"));
  }

  @Test
  void aMissedWordIsNoticedAtTheNextBeatAndAllIsSentUntilItIsMended() {
    isLost = (to, word) -> word instanceof PresenceWord.Changes;
    there.begin("room");
    clock.settle();
    assertThat(here.in("room")).isEqualTo(only());
    isLost = (to, word) -> word instanceof PresenceWord.Page;
    clock.move(BEAT_MS);
    assertThat(here.in("room")).isEqualTo(everybody());
    isLost = (to, word) -> false;
    clock.move(BEAT_MS + TELL_MS);
    assertThat(here.in("room")).isEqualTo(only("there"));
  }

  @Test
  void allIsSentWhilePagesOfAListAreMissing() {
    isLost =
        (to, word) ->
            word instanceof PresenceWord.Changes
                || word instanceof PresenceWord.Page page && page.last();
    for (int i = 0; i < 10_000; i++) {
      there.begin("room" + i);
    }
    clock.settle();
    isLost = (to, word) -> word instanceof PresenceWord.Page page && page.last();
    clock.move(2 * BEAT_MS);
    assertThat(here.in("room1")).isEqualTo(everybody());
    isLost = (to, word) -> false;
    clock.move(BEAT_MS + TELL_MS);
    assertThat(here.in("room9999")).isEqualTo(only("there"));
    assertThat(here.in("another")).isEqualTo(only());
  }

  @Test
  void aMemberThatIsSilentIsSentEverythingAndOneThatIsGoneNothing() {
    there.begin("room");
    clock.settle();
    frozen.add("there");
    clock.move((Neighbours.MAX_SILENT + 1) * BEAT_MS);
    assertThat(here.in("room")).isEqualTo(everybody());
    members.remove("there");
    here.nodeLeft("there");
    clock.settle();
    assertThat(here.in("room")).isEqualTo(only());
  }

  @Test
  void whoComesBackFromTheOtherHalfIsSentEverythingUntilHeSaysWhatHeWants() {
    there.begin("room");
    clock.settle();
    frozen.add("there");
    members.remove("there");
    here.nodeLeft("there");
    clock.settle();
    members.add("there");
    here.merged();
    clock.settle();
    assertThat(here.in("room")).isEqualTo(everybody());
    frozen.clear();
    clock.move(BEAT_MS + TELL_MS);
    assertThat(here.in("room")).isEqualTo(only("there"));
  }

  @Test
  void nothingIsSaidBeforeTheStartAndAfterTheEnd() {
    Listening late = join("late");
    said.clear();
    late.begin("room");
    clock.settle();
    assertThat(said).isEmpty();
    late.start();
    clock.settle();
    late.stop(said::clear);
    late.begin("another");
    clock.move(BEAT_MS - 1);
    assertThat(said).noneMatch(word -> word.node().equals("late"));
  }
}
