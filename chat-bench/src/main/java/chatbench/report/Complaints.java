package chatbench.report;

import chatbench.check.Verdict;
import chatbench.fault.Fault;
import chatbench.verify.Demands;
import java.util.ArrayList;
import java.util.List;

/** Demands that were not met, in sentences. */
final class Complaints {

  static List<String> of(Demands demands, Verdict verdict, Measures measures) {
    List<String> complaints = new ArrayList<>();
    Pause pause = measures.longestPause();
    if (demands.maxPause() != null && pause.ms() > demands.maxPause().toMillis()) {
      complaints.add(
          "%s heard nothing in %s for %,.0f ms, longer than --max-pause"
              .formatted(pause.client(), pause.room(), pause.ms()));
    }
    if (demands.maxGone() != null && verdict.forgone() > demands.maxGone()) {
      complaints.add(
          "%,d deliveries were declared gone, more than --max-gone %d: %s first"
              .formatted(verdict.forgone(), demands.maxGone(), verdict.firstForgone()));
    }
    measures.windows.forEach(window -> complaints.addAll(of(demands, window)));
    return complaints;
  }

  private static List<String> of(Demands demands, FaultWindow window) {
    List<String> complaints = new ArrayList<>();
    String what =
        window.fault.planned().fault().title() + " of " + window.fault.planned().target() + ": ";
    if (window.fault.planned().fault() == Fault.CLEAN && window.epochChanges() > 0) {
      complaints.add(
          what
              + "%,d times somebody was told another epoch, where rooms should have gone on"
                  .formatted(window.epochChanges()));
    }
    if (demands.maxWait() != null && window.unhit.waitMs() > demands.maxWait().toMillis()) {
      complaints.add(what + window.unhit + ", longer than --max-wait");
    }
    if (demands.maxResets() != null && window.unhit.resets() > demands.maxResets()) {
      complaints.add(what + window.unhit + ", more than --max-resets");
    }
    return complaints;
  }

  private Complaints() {}
}
