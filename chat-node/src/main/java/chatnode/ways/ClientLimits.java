package chatnode.ways;

/**
 * The limits of one client, whichever way it comes in.
 *
 * @param maxFrame bytes of what it sends at once
 * @param pendingBytes what may wait in memory for it before it is ended
 */
public record ClientLimits(
    int maxFrame, int rate, int burst, int pendingBytes, long helloTimeoutMs, long heartbeatMs) {}
