package chatnode.web;

import chatnode.protocol.TextRule;
import chatnode.ways.ClientLimits;
import io.vertx.core.net.SocketAddress;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The limits of HTTP and sockets.
 *
 * @param origins allowed {@code Origin} values, {@code *} for any; empty means the same origin
 * @param nodes where clients reach the other nodes, as URLs or host:port
 * @param proxyProtocol whether connections begin with a PROXY header, version 1 or 2
 * @param certificate null for ws without TLS
 * @param headTimeoutMs for the head of a connection's first request
 */
public record WebSettings(
    SocketAddress address,
    OpenFiles files,
    Set<String> origins,
    Supplier<Set<String>> nodes,
    Hosts hosts,
    Proxies proxies,
    boolean proxyProtocol,
    Certificate certificate,
    Shelf page,
    TextRule rule,
    long headTimeoutMs,
    ClientLimits limits) {}
