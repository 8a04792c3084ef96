package chatbench.fault;

import java.util.Set;

/**
 * A fault that happened. Nanoseconds of the clients' clock: when it struck, when it was taken back
 * (the node was ready again, thawed, the clients read on), and when the cluster was whole. The
 * names are those that the nodes it hit had at that moment.
 */
public record Injected(
    PlannedFault planned,
    Set<String> names,
    long struckAt,
    long liftedAt,
    long wholeAt,
    String remark) {}
