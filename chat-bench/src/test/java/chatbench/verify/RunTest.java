package chatbench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.FakeServer;
import chatbench.FakeServer.Flaw;
import chatbench.check.Checker;
import chatbench.check.Verdict;
import chatbench.check.Violation;
import chatbench.fault.Durations;
import chatbench.fault.Fault;
import chatbench.fault.Nodes;
import chatbench.report.Report;
import chatbench.report.Summary;
import chatbench.store.StoreChoice;
import chatbench.ways.Transport;
import chatbench.wire.Dialer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole verification against a server that is right, and against servers that are not. */
@ExtendWith(VertxExtension.class)
class RunTest {

  private static Plan plan(String url, List<Fault> faults, Demands demands) {
    return plan(
        url, Transport.WS, Duration.ofMillis(800), faults, Duration.ofMillis(1_500), demands);
  }

  static Plan plan(
      String url,
      Transport transport,
      Duration duration,
      List<Fault> faults,
      Duration patience,
      Demands demands) {
    return new Plan(
        1,
        Path.of("none.jar"),
        List.of(),
        List.of(),
        StoreChoice.UNKNOWN,
        List.of(url),
        List.of(),
        null,
        transport,
        6,
        2,
        2,
        300,
        20,
        duration,
        faults,
        Duration.ofMillis(300),
        0,
        new Durations(
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(200),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            Duration.ofMillis(10)),
        false,
        Duration.ofSeconds(10),
        20,
        patience,
        demands,
        42,
        Path.of("."));
  }

  private static void verify(
      Vertx vertx,
      VertxTestContext context,
      Flaw flaw,
      int hangUpEvery,
      BiConsumer<Outcome, Verdict> check) {
    verify(vertx, context, flaw, hangUpEvery, List.of(Fault.STUCK, Fault.HERD), check);
  }

  private static void verify(
      Vertx vertx,
      VertxTestContext context,
      Flaw flaw,
      int hangUpEvery,
      List<Fault> faults,
      BiConsumer<Outcome, Verdict> check) {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    vertx.runOnContext(
        v ->
            new FakeServer(vertx, flaw, hangUpEvery)
                .start()
                .compose(url -> run(vertx, plan(url, faults, Demands.NONE), out))
                .onComplete(
                    context.succeeding(
                        outcome ->
                            context.verify(
                                () -> {
                                  check.accept(outcome, Checker.check(outcome.logs()));
                                  context.completeNow();
                                }))));
  }

  static Future<Outcome> run(Vertx vertx, Plan plan, PrintStream out) {
    Dialer dialer = new Dialer(vertx);
    return new Run(vertx, dialer, Nodes.given(vertx, dialer, plan.urls()), plan, out).run();
  }

  @Test
  void aSoundServerPasses(Vertx vertx, VertxTestContext context) {
    verify(
        vertx,
        context,
        Flaw.NONE,
        0,
        (outcome, verdict) -> {
          assertThat(outcome.problems()).isEmpty();
          assertThat(verdict.examples()).isEmpty();
          assertThat(verdict.acked()).isGreaterThan(100);
          assertThat(verdict.proven()).isTrue();
          assertThat(outcome.logs()).hasSize(6 + 2);
        });
  }

  @Test
  void clientsThatAreHungUpOnResumeAndResend(Vertx vertx, VertxTestContext context) {
    verify(
        vertx,
        context,
        Flaw.NONE,
        23,
        (outcome, verdict) -> {
          assertThat(outcome.counts().connections).isGreaterThan(6);
          assertThat(outcome.counts().sent).isGreaterThan(outcome.counts().said);
          assertThat(verdict.examples()).isEmpty();
          assertThat(verdict.proven()).isTrue();
        });
  }

  @Test
  void aServerThatLosesIsFound(Vertx vertx, VertxTestContext context) {
    verify(vertx, context, Flaw.LOSES, 0, (outcome, found) -> assertHas(Violation.LOST, found));
  }

  @Test
  void aServerThatRepeatsIsFound(Vertx vertx, VertxTestContext context) {
    verify(vertx, context, Flaw.REPEATS, 0, (o, found) -> assertHas(Violation.REPEATED, found));
  }

  @Test
  void aServerThatSkipsIsFound(Vertx vertx, VertxTestContext context) {
    verify(vertx, context, Flaw.SKIPS, 0, (o, found) -> assertHas(Violation.HOLE, found));
  }

  @Test
  void aServerThatLiesIsFound(Vertx vertx, VertxTestContext context) {
    verify(vertx, context, Flaw.LIES, 0, (o, found) -> assertHas(Violation.DIVERGENCE, found));
  }

  @Test
  void twoTextsForOneIdAreOneMessage(Vertx vertx, VertxTestContext context) {
    verify(
        vertx,
        context,
        Flaw.NONE,
        23,
        List.of(Fault.TWICE),
        (outcome, verdict) -> {
          assertThat(outcome.logs()).hasSize(6 + 2 + 2);
          assertThat(outcome.faults()).isEmpty();
          assertThat(verdict.examples()).isEmpty();
          assertThat(verdict.proven()).isTrue();
        });
  }

  @Test
  void aServerThatRelaysAResendsOwnTextIsFound(Vertx vertx, VertxTestContext context) {
    verify(
        vertx,
        context,
        Flaw.RELAYS_RESENDS,
        0,
        List.of(Fault.TWICE),
        (outcome, found) -> assertHas(Violation.DIVERGENCE, found));
  }

  @Test
  void aHistoryThatTellsSomethingElseIsFound(Vertx vertx, VertxTestContext context) {
    verify(vertx, context, Flaw.REWRITES, 0, (o, found) -> assertHas(Violation.DIVERGENCE, found));
  }

  @Test
  void aServerThatForgetsIdsIsFound(Vertx vertx, VertxTestContext context) {
    verify(
        vertx, context, Flaw.FORGETS_IDS, 23, (o, found) -> assertHas(Violation.REPEATED, found));
  }

  private static void assertHas(Violation violation, Verdict verdict) {
    assertThat(verdict.count(violation)).as(verdict.examples().toString()).isPositive();
    assertThat(verdict.proven()).isFalse();
  }

  @Test
  void theReportSaysHowItWent(Vertx vertx, VertxTestContext context, @TempDir Path folder) {
    verify(
        vertx,
        context,
        Flaw.NONE,
        0,
        (outcome, verdict) -> {
          Report report =
              new Report(plan("ws://x", List.of(Fault.STUCK), Demands.NONE), outcome, verdict);
          assertThat(Summary.of(report))
              .endsWith(
                  "PASSED: 0 lost, 0 repeated, 0 out of order, 0 holes not declared, 0"
                      + " divergence\n");
          JsonObject json = written(report, folder);
          assertThat(json.getBoolean("passed")).isTrue();
          assertThat(json.getJsonObject("verdict").getJsonObject("lost").getLong("count")).isZero();
          assertThat(json.getJsonArray("faults")).isNotEmpty();
          assertThat(json.getJsonObject("ackLatency").getLong("count")).isEqualTo(verdict.acked());
        });
  }

  @Test
  void aPauseLongerThanAskedForFails(Vertx vertx, VertxTestContext context) {
    verify(
        vertx,
        context,
        Flaw.NONE,
        0,
        (outcome, verdict) -> {
          Plan strict = plan("ws://x", List.of(), new Demands(Duration.ZERO, null, null, null));
          assertThat(Summary.of(new Report(strict, outcome, verdict)))
              .contains("longer than --max-pause")
              .contains("FAILED: 0 lost");
        });
  }

  private static JsonObject written(Report report, Path folder) {
    try {
      report.write(folder);
      assertThat(Files.readString(folder.resolve("report.html")))
          .contains("uPlot=", ".u-wrap", "\"passed\":true", "stuck")
          .doesNotContain("{{uplot", "{{data", "<link", " src=", "import(");
      return new JsonObject(Files.readString(folder.resolve("report.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
