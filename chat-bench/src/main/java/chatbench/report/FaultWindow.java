package chatbench.report;

import chatbench.check.ClientLog;
import chatbench.fault.Injected;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What the clients felt of one fault, from its strike to the next one. Recovered is a client's room
 * in which something said after the strike has arrived.
 */
final class FaultWindow {
  final Injected fault;
  final long from;
  final long to;
  final Unhit unhit;
  private int watched;
  private int recovered;
  private double slowestMs;
  private double longestPauseMs;

  private long epochChanges;

  FaultWindow(Injected fault, long to) {
    this.fault = fault;
    this.from = fault.struckAt();
    this.to = to;
    this.unhit = new Unhit(fault, to);
  }

  boolean holds(long at) {
    return at >= from && at < to;
  }

  void watch() {
    watched++;
  }

  void recover(long at) {
    recovered++;
    slowestMs = Math.max(slowestMs, (at - from) / 1e6);
  }

  void pause(double ms) {
    longestPauseMs = Math.max(longestPauseMs, ms);
  }

  void countEpochChanges(List<ClientLog> logs) {
    epochChanges = Epochs.changes(logs, this);
  }

  /** How often somebody was told another epoch than the one he was in. */
  long epochChanges() {
    return epochChanges;
  }

  /** Everyone's, in milliseconds. */
  double recoveryMs() {
    return slowestMs;
  }

  int unrecovered() {
    return watched - recovered;
  }

  double longestPauseMs() {
    return longestPauseMs;
  }

  JsonObject toJson(double second) {
    return new JsonObject()
        .put("fault", fault.planned().fault().title())
        .put("target", fault.planned().target())
        .put("second", second)
        .put("liftedAfterMs", (fault.liftedAt() - from) / 1e6)
        .put("wholeAfterMs", (fault.wholeAt() - from) / 1e6)
        .put("recoveryMs", recoveryMs())
        .put("unrecovered", unrecovered())
        .put("longestPauseMs", longestPauseMs())
        .put("epochChanges", epochChanges)
        .put("elsewhere", unhit.toJson())
        .put("remark", fault.remark());
  }
}
