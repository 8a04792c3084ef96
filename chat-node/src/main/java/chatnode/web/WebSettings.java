package chatnode.web;

import io.vertx.core.net.SocketAddress;
import java.util.Set;

/**
 * The limits of HTTP and sockets.
 *
 * @param origins allowed {@code Origin} values, {@code *} for any; empty means the same origin
 * @param pendingBytes what may wait in memory for one socket before it is ended
 */
public record WebSettings(
    SocketAddress address,
    Set<String> origins,
    String webroot,
    int maxFrame,
    int maxText,
    int rate,
    int burst,
    int pendingBytes,
    long helloTimeoutMs,
    long heartbeatMs) {}
