/**
 * The ways in by HTTP: polling and long polling, server-sent events, POST and search; JSON with the
 * names, limits and errors of the wire. The door mounts {@link chatnode.ways.http.Api} on its
 * router; it may import rooms and the protocol. Start reading there.
 */
package chatnode.ways.http;
