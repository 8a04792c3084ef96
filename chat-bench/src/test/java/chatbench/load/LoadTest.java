package chatbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatbench.FakeServer;
import chatbench.ways.Transport;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(VertxExtension.class)
class LoadTest {
  private static final PrintStream NOWHERE =
      new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

  private static LoadPlan plan(String url, int sockets, int rooms, double rate, int fill) {
    return plan(url, sockets, 0, rooms, rate, fill);
  }

  private static LoadPlan plan(
      String url, int sockets, int stuck, int rooms, double rate, int fill) {
    return plan(Transport.WS, url, sockets, 1, stuck, rooms, rate, fill);
  }

  private static LoadPlan plan(
      Transport transport,
      String url,
      int sockets,
      int senders,
      int stuck,
      int rooms,
      double rate,
      int fill) {
    return new LoadPlan(
        List.of(url),
        transport,
        sockets,
        rooms,
        senders,
        stuck,
        rate,
        10,
        50,
        Duration.ofMillis(300),
        Duration.ofMillis(100),
        fill);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOCKJS_XHR")
  void everySocketHearsWhatIsAcknowledged(
      Transport transport, Vertx vertx, VertxTestContext context) {
    run(vertx, url -> plan(transport, url, 4, 1, 0, 1, 0, 0))
        .onComplete(
            context.succeeding(
                result ->
                    context.verify(
                        () -> {
                          assertThat(result.ack().count()).isPositive();
                          assertThat(result.delivery().count()).isEqualTo(4 * result.ack().count());
                          assertThat(result.unanswered()).isZero();
                          assertThat(result.errors()).isEmpty();
                          context.completeNow();
                        })));
  }

  /** As one does to see what sockets cost that do nothing. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOCKJS_XHR")
  void socketsOfWhichNobodySaysAnythingAreHeld(
      Transport transport, Vertx vertx, VertxTestContext context) {
    run(vertx, url -> plan(transport, url, 20, 0, 0, 40, 0, 0))
        .onComplete(
            context.succeeding(
                result ->
                    context.verify(
                        () -> {
                          assertThat(result.errors()).isEmpty();
                          assertThat(result.ack().count()).isZero();
                          context.completeNow();
                        })));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SOCKJS_XHR", "POLL"})
  void stuckSocketsJoinAndHearNothing(Transport transport, Vertx vertx, VertxTestContext context) {
    run(vertx, url -> plan(transport, url, 4, 1, 3, 1, 0, 0))
        .onComplete(
            context.succeeding(
                result ->
                    context.verify(
                        () -> {
                          assertThat(result.delivery().count()).isEqualTo(4 * result.ack().count());
                          assertThat(result.dropped()).isZero();
                          context.completeNow();
                        })));
  }

  private static Future<LoadResult> run(Vertx vertx, Function<String, LoadPlan> plan) {
    Promise<LoadResult> done = Promise.promise();
    vertx.runOnContext(
        v ->
            new FakeServer(vertx, FakeServer.Flaw.NONE, 0)
                .start()
                .compose(
                    url -> new LoadRun(vertx, new Dialer(vertx), plan.apply(url), NOWHERE).run())
                .onComplete(done::handle));
    return done.future();
  }

  @Test
  void anOpenLoadSaysWhatItsRateAsksFor(Vertx vertx, VertxTestContext context) {
    new FakeServer(vertx, FakeServer.Flaw.NONE, 0)
        .start()
        .compose(
            url -> new LoadRun(vertx, new Dialer(vertx), plan(url, 2, 1, 1_000, 0), NOWHERE).run())
        .onComplete(
            context.succeeding(
                result ->
                    context.verify(
                        () -> {
                          assertThat(result.ack().count()).isBetween(250L, 310L);
                          context.completeNow();
                        })));
  }

  @Test
  void fillingPutsTheSameIntoEveryRoom(Vertx vertx, VertxTestContext context) {
    new FakeServer(vertx, FakeServer.Flaw.NONE, 0)
        .start()
        .compose(
            url -> new Filling(vertx, new Dialer(vertx), plan(url, 3, 100, 0, 7), NOWHERE).run())
        .onComplete(
            context.succeeding(
                result ->
                    context.verify(
                        () -> {
                          assertThat(result.rooms()).isEqualTo(100);
                          assertThat(result.messages()).isEqualTo(700);
                          assertThat(result.errors()).isEmpty();
                          context.completeNow();
                        })));
  }

  @Test
  void aServerThatIsNotThereIsOneSentence(Vertx vertx, VertxTestContext context) {
    new LoadRun(vertx, new Dialer(vertx), plan("ws://127.0.0.1:1/chat", 1, 1, 0, 0), NOWHERE)
        .run()
        .onComplete(
            context.failing(
                failure ->
                    context.verify(
                        () -> {
                          assertThat(failure).hasMessageStartingWith("cannot connect to ws://");
                          context.completeNow();
                        })));
  }

  @Test
  void everyRoomHasASocketAndEverySocketARoom() {
    for (LoadPlan plan : List.of(plan("x", 3, 10, 0, 0), plan("x", 10, 3, 0, 0))) {
      Set<String> rooms = new HashSet<>();
      for (int i = 0; i < plan.sockets(); i++) {
        assertThat(plan.roomsOf(i)).isNotEmpty();
        rooms.addAll(plan.roomsOf(i));
      }
      assertThat(rooms).hasSize(plan.rooms());
    }
  }

  @Test
  void moreRoomsThanSocketsMayJoinIsAMistake() {
    assertThatThrownBy(() -> plan("x", 1, 51, 0, 0)).hasMessageContaining("--sockets");
  }

  @Test
  void thePaceIsEvenAndOnTheGridOfTheTimer() {
    Pace pace = new Pace(500, 10_000);
    assertThat(pace.isDue(9_999)).isFalse();
    assertThat(pace.isDue(10_000)).isTrue();
    assertThat(pace.take()).isEqualTo(10_000);
    assertThat(pace.take()).isEqualTo(12_000);
    Pace fast = new Pace(3_000, 0);
    assertThat(List.of(fast.take(), fast.take(), fast.take(), fast.take()))
        .containsExactly(0L, 1_000L, 1_000L, 1_000L);
  }
}
