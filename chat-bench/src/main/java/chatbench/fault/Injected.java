package chatbench.fault;

/**
 * A fault that happened. Nanoseconds of the clients' clock: when it struck, when it was taken back
 * (the node was ready again, thawed, the clients read on), and when the cluster was whole.
 */
public record Injected(
    PlannedFault planned, long struckAt, long liftedAt, long wholeAt, String remark) {}
