package chatnode.web;

import chatnode.protocol.TextRule;
import chatnode.ways.ws.SocketSettings;
import io.vertx.core.net.SocketAddress;
import java.util.Set;

/**
 * The limits of HTTP and sockets.
 *
 * @param origins allowed {@code Origin} values, {@code *} for any; empty means the same origin
 * @param proxyProtocol whether connections begin with a PROXY header, version 1 or 2
 * @param certificate null for ws without TLS
 * @param headTimeoutMs for the head of a connection's first request
 */
public record WebSettings(
    SocketAddress address,
    Set<String> origins,
    Hosts hosts,
    Proxies proxies,
    boolean proxyProtocol,
    Certificate certificate,
    String webroot,
    TextRule rule,
    long headTimeoutMs,
    SocketSettings socket) {}
