package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.clock.MovedClock;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One node calls, by a clock that the test moves; what it hears is handed to it. */
@ExtendWith(VertxExtension.class)
class RollCallTest {
  private static final int PATIENCE_MS = 7000;
  private final MovedClock clock = new MovedClock();
  private final Set<String> members = new HashSet<>(Set.of("self", "other"));
  private int asked;
  private RollCall rollCall;

  @BeforeEach
  void start(Vertx vertx) {
    rollCall =
        new RollCall(
            vertx,
            clock,
            "self",
            () -> {
              asked++;
              return members;
            },
            PATIENCE_MS);
    rollCall.start(new Introduction(List::of, Buffer::buffer));
    clock.settle();
  }

  private void says(String node, Set<String> hears, String... urls) {
    rollCall.hear(
        new Word(node, false, false, hears, List.of(urls), Buffer.buffer("figures of " + node)));
  }

  @Test
  void somebodyStaysUntilAllOthersHaveSaidThatTheyGo() {
    assertThat(rollCall.isAnybodyStaying()).isTrue();
    members.stream()
        .filter(member -> !member.equals("self"))
        .forEach(
            member ->
                rollCall.hear(new Word(member, false, true, Set.of(), List.of(), Buffer.buffer())));
    assertThat(rollCall.isAnybodyStaying()).isFalse();
  }

  @Test
  void afterItsStopNobodyAsksForTheMembers() {
    rollCall.stop();
    clock.settle();
    asked = 0;
    clock.move(10_000);
    assertThat(asked).isZero();
  }

  @Test
  void atFirstAllMustHaveBeenHeard() {
    assertThat(rollCall.unheard()).containsExactly("other");
    says("other", Set.of("self"));
    assertThat(rollCall.unheard()).isEmpty();
  }

  @Test
  void whoWasHeardHasItsTimeBeforeItIsMissed() {
    says("other", Set.of("self"));
    rollCall.unheard();
    clock.move(PATIENCE_MS - 1);
    assertThat(rollCall.unheard()).isEmpty();
    clock.move(1000);
    assertThat(rollCall.unheard()).containsExactly("other");
  }

  @Test
  void whoDoesNotHearThisNodeSaysSo() {
    clock.move(6000);
    says("other", Set.of("third"));
    assertThat(rollCall.deaf()).containsExactly("other");
    says("other", Set.of("self"));
    assertThat(rollCall.deaf()).isEmpty();
  }

  @Test
  void whereClientsReachTheOthersIsKnownOfThoseThatAreHeard() {
    says("other", Set.of("self"), "http://localhost:8081", "http://127.0.0.1:8081");
    assertThat(rollCall.urls())
        .containsExactly(List.of("http://localhost:8081", "http://127.0.0.1:8081"));
    clock.move(5000);
    assertThat(rollCall.urls()).isEmpty();
  }

  @Test
  void whoHasLeftIsForgotten() {
    says("other", Set.of("self"), "http://localhost:8081");
    members.remove("other");
    clock.move(1000);
    assertThat(rollCall.urls()).isEmpty();
    assertThat(rollCall.everHeard())
        .as("its page, which looks for another node")
        .containsExactly("http://localhost:8081");
    assertThat(rollCall.counts()).isEmpty();
    assertThat(rollCall.figures()).isEmpty();
  }

  @Test
  void figuresTravelAsTheyAre(Vertx vertx, VertxTestContext context) {
    List<Word> heard = new ArrayList<>();
    vertx
        .eventBus()
        .<Buffer>consumer(
            "chat.nodes",
            message -> {
              heard.add(Word.of(message.body()));
              context.verify(
                  () ->
                      assertThat(heard)
                          .first()
                          .isEqualTo(
                              new Word(
                                  "self",
                                  true,
                                  false,
                                  Set.of(),
                                  List.of("u"),
                                  Buffer.buffer("f"))));
              context.completeNow();
            });
    rollCall.start(new Introduction(() -> List.of("u"), () -> Buffer.buffer("f")));
    clock.settle();
  }
}
