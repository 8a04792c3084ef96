package chatbench.report;

import chatbench.check.Violation;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The report in a dozen lines for the terminal; the last line is the verdict. */
public final class Summary {

  public static String of(Report report) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "seed %d, %.0f s, %d faults: said %,d, acknowledged %,d, delivered %,d, declared gone %,d,"
            + " excused %,d, read back %,d, connections %,d",
        report.plan.seed(),
        report.seconds(),
        report.outcome.faults().size(),
        report.outcome.counts().said,
        report.verdict.acked(),
        report.verdict.delivered(),
        report.verdict.forgone(),
        report.verdict.excused(),
        report.verdict.readBack(),
        report.outcome.counts().connections);
    line(text, "ack latency       %s", report.ack);
    line(text, "delivery latency  %s", report.delivery);
    Pause pause = report.measures.longestPause();
    line(
        text,
        "longest pause     %,.0f ms (%s in %s, second %.0f)",
        pause.ms(),
        pause.client(),
        pause.room(),
        pause.second());
    line(text, "late ourselves    %,.0f ms", report.outcome.counts().lateMs);
    for (FaultWindow window : report.measures.windows) {
      line(text, "%s", fault(window, report.measures.timeline.second(window.from)));
      if (window.unhit.people() > 0) {
        line(text, "          %s", window.unhit);
      }
    }
    line(
        text,
        "errors %s, closes %s",
        report.outcome.counts().errors,
        report.outcome.counts().closes);
    for (Violation violation : Violation.values()) {
      report.verdict.examples(violation).forEach(finding -> line(text, "  %s", finding));
    }
    report.problems().forEach(problem -> line(text, "problem: %s", problem));
    if (report.verdict.acked() == 0) {
      line(text, "nothing was acknowledged, so nothing was verified");
    }
    line(text, "%s: %s", report.passed() ? "PASSED" : "FAILED", counts(report));
    return text.toString();
  }

  private static String fault(FaultWindow window, double second) {
    return "%6.1f s  %-8s %-12s recovered after %,.0f ms%s, longest pause %,.0f ms%s"
        .formatted(
            second,
            window.fault.planned().fault().title(),
            window.fault.planned().target(),
            window.recoveryMs(),
            window.unrecovered() == 0 ? "" : " but for " + window.unrecovered(),
            window.longestPauseMs(),
            window.fault.remark().isEmpty() ? "" : ", " + window.fault.remark());
  }

  static String counts(Report report) {
    return Arrays.stream(Violation.values())
        .map(violation -> report.verdict.count(violation) + " " + violation.title())
        .collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }

  private Summary() {}
}
