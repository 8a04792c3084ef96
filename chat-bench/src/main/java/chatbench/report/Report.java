package chatbench.report;

import chatbench.check.Verdict;
import chatbench.check.Violation;
import chatbench.latency.Quantiles;
import chatbench.verify.Outcome;
import chatbench.verify.Plan;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** All that is to be said of a verification, for machines, for people and for the terminal. */
public final class Report {
  private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 100};

  final Plan plan;
  final Outcome outcome;
  final Verdict verdict;
  final Measures measures;
  final Quantiles ack;
  final Quantiles delivery;

  public Report(Plan plan, Outcome outcome, Verdict verdict) {
    this.plan = plan;
    this.outcome = outcome;
    this.verdict = verdict;
    this.measures = Measures.of(outcome);
    this.ack = Quantiles.of(measures.ack);
    this.delivery = Quantiles.of(measures.delivery);
  }

  /** Whether the promises were kept and there was something to prove it by. */
  public boolean passed() {
    return verdict.proven() && problems().isEmpty();
  }

  /** What went wrong besides violations, in sentences. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(outcome.problems());
    problems.addAll(Complaints.of(plan.demands(), verdict, measures));
    return problems;
  }

  /** Writes {@code report.json} and {@code report.html}. */
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("report.json"), toJson().encodePrettily() + "\n");
    Files.writeString(folder.resolve("report.html"), Page.of(toJson()));
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("passed", passed())
            .put("seed", plan.seed())
            .put("seconds", seconds())
            .put("nodes", plan.nodeCount())
            .put("clients", plan.clients())
            .put("rooms", plan.rooms())
            .put("joins", plan.joins())
            .put("transport", plan.transport().title())
            .put("rate", plan.rate())
            .put("store", plan.store().toString())
            .put("nodeArgs", new JsonArray(plan.nodeArgs()))
            .put("verdict", verdictJson())
            .put("problems", new JsonArray(problems()))
            .put("counts", countsJson())
            .put("ackLatency", ack.toJson())
            .put("deliveryLatency", delivery.toJson())
            .put("longestPause", pauseJson())
            .put("faults", faultsJson())
            .put("percentiles", percentilesJson())
            .put("timeline", timelineJson());
    JsonArray planned = new JsonArray();
    outcome.planned().faults().forEach(each -> planned.add(each.toString()));
    return json.put("plan", planned);
  }

  double seconds() {
    return (outcome.end() - outcome.start()) / 1e9;
  }

  private JsonObject verdictJson() {
    JsonObject json = new JsonObject();
    for (Violation violation : Violation.values()) {
      JsonArray examples = new JsonArray();
      verdict.examples(violation).forEach(finding -> examples.add(finding.toString()));
      json.put(
          violation.title(),
          new JsonObject()
              .put("count", verdict.count(violation))
              .put("meaning", violation.meaning())
              .put("examples", examples));
    }
    return json;
  }

  private JsonObject countsJson() {
    JsonObject errors = new JsonObject();
    outcome.counts().errors.forEach(errors::put);
    JsonObject closes = new JsonObject();
    outcome.counts().closes.forEach(closes::put);
    return new JsonObject()
        .put("said", outcome.counts().said)
        .put("sent", outcome.counts().sent)
        .put("acknowledged", verdict.acked())
        .put("unacknowledged", outcome.unacknowledged())
        .put("delivered", verdict.delivered())
        .put("declaredGone", verdict.forgone())
        .put("excused", verdict.excused())
        .put("readBack", verdict.readBack())
        .put("connections", outcome.counts().connections)
        .put("lateMs", outcome.counts().lateMs)
        .put("errors", errors)
        .put("closes", closes);
  }

  private JsonObject pauseJson() {
    Pause pause = measures.longestPause();
    return new JsonObject()
        .put("ms", pause.ms())
        .put("client", pause.client())
        .put("room", pause.room())
        .put("second", pause.second());
  }

  private JsonArray faultsJson() {
    JsonArray faults = new JsonArray();
    measures.windows.forEach(
        window -> faults.add(window.toJson(measures.timeline.second(window.from))));
    return faults;
  }

  private JsonObject percentilesJson() {
    double[] ack = Arrays.stream(PERCENTILES).map(at -> milliseconds(measures.ack, at)).toArray();
    return new JsonObject()
        .put("at", series(PERCENTILES))
        .put("ackMs", series(ack))
        .put(
            "deliveryMs",
            series(
                Arrays.stream(PERCENTILES)
                    .map(at -> milliseconds(measures.delivery, at))
                    .toArray()));
  }

  private static double milliseconds(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1e3;
  }

  private JsonObject timelineJson() {
    Timeline timeline = measures.timeline;
    return new JsonObject()
        .put("said", series(timeline.said))
        .put("acknowledged", series(timeline.acked))
        .put("delivered", series(timeline.delivered))
        .put("slowestDeliveryMs", series(timeline.slowestMs))
        .put("longestPauseMs", series(timeline.pauseMs));
  }

  private static JsonArray series(double[] values) {
    JsonArray array = new JsonArray();
    Arrays.stream(values).forEach(array::add);
    return array;
  }
}
