package chatbench.fault;

import java.time.Duration;

/**
 * How long what is taken away stays away, how long the survivor of a disaster is frozen, and how
 * long a whole cluster is then left in peace, so that what a node that is back must hold has been
 * copied to it.
 */
public record Durations(
    Duration down,
    Duration freeze,
    Duration cut,
    Duration stuck,
    Duration survivor,
    Duration store,
    Duration settle) {}
