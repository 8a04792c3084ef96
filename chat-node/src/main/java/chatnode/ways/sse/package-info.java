/**
 * Server-sent events: what rooms say as an answer that does not end. {@code ways.http} reads the
 * request and writes the answer's head; from then on the connection is no longer HTTP's and weighs
 * less than a socket. May import rooms and the protocol, and knows nothing of requests. Start
 * reading at {@link chatnode.ways.sse.EventStream}.
 */
package chatnode.ways.sse;
