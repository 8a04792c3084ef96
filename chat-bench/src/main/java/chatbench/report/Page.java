package chatbench.report;

import chatbench.check.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report as one page that needs nothing else; what it looks like is in {@code report.html}. */
final class Page {
  private static final int TICKS = 10;
  private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99, 100};

  private final Report report;
  private final Timeline timeline;

  Page(Report report) {
    this.report = report;
    this.timeline = report.measures.timeline;
  }

  String html() throws IOException {
    return template()
        .replace("{{verdict}}", report.passed() ? "passed" : "failed")
        .replace("{{counts}}", Html.escape(Summary.counts(report)))
        .replace("{{setting}}", Html.escape(setting()))
        .replace("{{violations}}", violations())
        .replace("{{problems}}", problems())
        .replace("{{figures}}", figures())
        .replace("{{acked}}", plot(new Plot.Line("acknowledged", "a", timeline.acked)))
        .replace("{{delivered}}", plot(new Plot.Line("delivered", "b", timeline.delivered)))
        .replace("{{slowest}}", plot(new Plot.Line("slowest delivery", "c", timeline.slowestMs)))
        .replace("{{pauses}}", plot(new Plot.Line("longest pause", "d", timeline.pauseMs)))
        .replace("{{percentiles}}", percentiles())
        .replace("{{faults}}", faults());
  }

  private static String template() throws IOException {
    try (InputStream template = Page.class.getResourceAsStream("/chatbench/report.html")) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String setting() {
    return "seed %d, %.0f seconds, %d nodes, %d clients in %d rooms, %s messages/s"
        .formatted(
            report.plan.seed(),
            report.seconds(),
            report.plan.nodeCount(),
            report.plan.clients(),
            report.plan.rooms(),
            report.plan.rate());
  }

  private String violations() {
    StringBuilder rows = new StringBuilder();
    for (Violation violation : Violation.values()) {
      rows.append(
          Html.row(violation.title(), report.verdict.count(violation), violation.meaning()));
      report
          .verdict
          .examples(violation)
          .forEach(finding -> rows.append(Html.row("", "", finding.toString())));
    }
    return rows.toString();
  }

  private String problems() {
    String items = report.problems().stream().map(Html::item).collect(Collectors.joining());
    return items.isEmpty() ? "" : "<h2>Problems</h2><ul>" + items + "</ul>";
  }

  private String figures() {
    Pause pause = report.measures.longestPause();
    return Html.row("said", "%,d".formatted(report.outcome.counts().said))
        + Html.row("acknowledged", "%,d".formatted(report.verdict.acked()))
        + Html.row("delivered", "%,d".formatted(report.verdict.delivered()))
        + Html.row("declared gone", "%,d".formatted(report.verdict.forgone()))
        + Html.row("still unacknowledged", report.outcome.unacknowledged())
        + Html.row("connections", "%,d".formatted(report.outcome.counts().connections))
        + Html.row("ack latency", report.ack)
        + Html.row("delivery latency", report.delivery)
        + Html.row(
            "longest delivery pause",
            "%,.0f ms at %s in %s, second %.0f"
                .formatted(pause.ms(), pause.client(), pause.room(), pause.second()))
        + Html.row("errors by code", report.outcome.counts().errors)
        + Html.row("closes by code", report.outcome.counts().closes);
  }

  private String plot(Plot.Line line) {
    return Plot.of(List.of(line), seconds(), marks());
  }

  private List<String> seconds() {
    return IntStream.rangeClosed(0, TICKS)
        .mapToObj(i -> Math.round((double) i * (timeline.seconds() - 1) / TICKS) + " s")
        .toList();
  }

  private List<Plot.Mark> marks() {
    List<Plot.Mark> marks = new ArrayList<>();
    for (FaultWindow window : report.measures.windows) {
      String title = window.fault.planned().fault().title();
      marks.add(
          new Plot.Mark(
              timeline.second(window.from),
              title.substring(0, 1),
              title + " " + window.fault.planned().target()));
    }
    return marks;
  }

  private String percentiles() {
    double[] ack = new double[PERCENTILES.length];
    double[] delivery = new double[PERCENTILES.length];
    List<String> ticks = new ArrayList<>();
    for (int i = 0; i < PERCENTILES.length; i++) {
      ack[i] = milliseconds(report.measures.ack.getValueAtPercentile(PERCENTILES[i]));
      delivery[i] = milliseconds(report.measures.delivery.getValueAtPercentile(PERCENTILES[i]));
      ticks.add("p" + (PERCENTILES[i] % 1 == 0 ? "%.0f" : "%s").formatted(PERCENTILES[i]));
    }
    return Plot.of(
        List.of(new Plot.Line("ack", "a", ack), new Plot.Line("delivery", "b", delivery)),
        ticks,
        List.of());
  }

  /** Outages are a thousand times the rest, so the axis is a power of ten: 0 is 1 ms, 3 is 1 s. */
  private static double milliseconds(long micros) {
    return Math.max(0, Math.log10(Math.max(1, micros) / 1e3));
  }

  private String faults() {
    StringBuilder rows = new StringBuilder();
    for (FaultWindow window : report.measures.windows) {
      rows.append(
          Html.row(
              "%.1f s".formatted(timeline.second(window.from)),
              window.fault.planned().fault().title(),
              window.fault.planned().target(),
              seconds(window.fault.liftedAt() - window.from),
              seconds(window.fault.wholeAt() - window.from),
              "%,.0f ms".formatted(window.recoveryMs()),
              "%,.0f ms".formatted(window.longestPauseMs()),
              window.unrecovered() == 0
                  ? window.fault.remark()
                  : window.unrecovered() + " heard nothing more before the next fault"));
    }
    return rows.toString();
  }

  private static String seconds(long nanos) {
    return "%.1f s".formatted(nanos / 1e9);
  }
}
