package chatnode.ways.ws;

/**
 * The limits of a WebSocket.
 *
 * @param pendingBytes what may wait in memory for one socket before it is ended
 */
public record SocketSettings(
    int maxFrame, int rate, int burst, int pendingBytes, long helloTimeoutMs, long heartbeatMs) {}
