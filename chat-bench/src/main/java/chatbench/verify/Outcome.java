package chatbench.verify;

import chatbench.check.ClientLog;
import chatbench.client.Counts;
import chatbench.fault.FaultPlan;
import chatbench.fault.Injected;
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
    List<String> problems) {}
