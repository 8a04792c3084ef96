package chatbench.verify;

import chatbench.check.ClientLog;
import chatbench.check.Terms;
import chatbench.client.Counts;
import chatbench.fault.FaultPlan;
import chatbench.fault.Injected;
import chatbench.store.StoreChoice;
import java.util.List;

/**
 * What a verification left behind. The crowd talked from {@code start} to {@code end}
 * (nanoseconds); {@code problems} are sentences on what kept it from going as planned.
 */
public record Outcome(
    long start,
    long end,
    List<ClientLog> logs,
    FaultPlan planned,
    List<Injected> faults,
    Counts counts,
    int unacknowledged,
    List<String> problems) {
  private static final long ON_THE_WAY = 1_000_000_000;

  /**
   * Where messages are in memory only, what was acknowledged until a disaster, or whose ack was on
   * its way then, may be gone.
   */
  public Terms terms(StoreChoice store) {
    return store.isDurable() ? Terms.STAYS : Terms.memory(excusedUntil());
  }

  private long excusedUntil() {
    return faults.stream()
        .filter(fault -> fault.planned().fault().isDisaster())
        .mapToLong(fault -> fault.struckAt() + ON_THE_WAY)
        .max()
        .orElse(Long.MIN_VALUE);
  }
}
