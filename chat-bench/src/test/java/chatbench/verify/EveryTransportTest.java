package chatbench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.FakeServer;
import chatbench.FakeServer.Flaw;
import chatbench.check.Checker;
import chatbench.check.Verdict;
import chatbench.check.Violation;
import chatbench.fault.Fault;
import chatbench.ways.Transport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** By whatever way clients come, what they are promised and what is found wrong are the same. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 120, timeUnit = TimeUnit.SECONDS)
class EveryTransportTest {

  private static final Duration TALK = Duration.ofMillis(1_500);

  /** All become quiet in the end, however busy the machine is. */
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Where something is lost nobody ever has all. */
  private static final Duration SHORT = Duration.ofSeconds(10);

  private record Verified(Transport transport, Outcome outcome, Verdict verdict) {}

  private static Future<Verified> verify(
      Vertx vertx,
      Transport transport,
      Flaw flaw,
      int hangUpEvery,
      List<Fault> faults,
      Duration patience) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Promise<Verified> done = Promise.promise();
    vertx.runOnContext(
        v ->
            new FakeServer(vertx, flaw, hangUpEvery)
                .start()
                .map(url -> RunTest.plan(url, transport, TALK, faults, patience, Demands.NONE))
                .compose(plan -> RunTest.run(vertx, plan, out))
                .map(all -> new Verified(transport, all, Checker.check(all.logs())))
                .onComplete(done::handle));
    return done.future();
  }

  @ParameterizedTest
  @EnumSource
  void aServerPassesThatHangsUpBeforeManyAnAck(
      Transport transport, Vertx vertx, VertxTestContext context) {
    verify(vertx, transport, Flaw.NONE, 23, List.of(Fault.STUCK, Fault.HERD), LONG)
        .onComplete(
            context.succeeding(
                verified ->
                    context.verify(
                        () -> {
                          Outcome outcome = verified.outcome;
                          Verdict verdict = verified.verdict;
                          assertThat(outcome.problems()).isEmpty();
                          assertThat(outcome.counts().sent).isGreaterThan(outcome.counts().said);
                          assertThat(verdict.examples()).isEmpty();
                          assertThat(verdict.forgone()).isZero();
                          assertThat(verdict.readBack()).isPositive();
                          assertThat(verdict.proven()).isTrue();
                          context.completeNow();
                        })));
  }

  @ParameterizedTest
  @CsvSource({"LOSES, LOST", "REPEATS, REPEATED", "SKIPS, HOLE", "LIES, DIVERGENCE"})
  void whatIsWrongIsFound(Flaw flaw, Violation violation, Vertx vertx, VertxTestContext context) {
    Future.all(
            Stream.of(Transport.values())
                .map(transport -> verify(vertx, transport, flaw, 0, List.of(), SHORT))
                .toList())
        .onComplete(
            context.succeeding(
                all ->
                    context.verify(
                        () -> {
                          for (Verified verified : all.<Verified>list()) {
                            assertThat(verified.verdict.count(violation))
                                .as(verified.transport + ": " + verified.verdict.examples())
                                .isPositive();
                          }
                          context.completeNow();
                        })));
  }
}
