/**
 * The way in by SockJS, for browsers and proxies that know no WebSocket: {@code chat.v1.json}, of
 * which every SockJS message is one or more lines. Over a WebSocket it is a {@link
 * chatnode.ways.sockjs.SockJsTalk} of a connection like any other; over HTTP, vertx-web's handler
 * has the transports and a {@link chatnode.ways.sockjs.Correspondent} what is said through them.
 * The door mounts it; it may import rooms, the protocol and the WebSocket. Start reading at {@link
 * chatnode.ways.sockjs.SockJs}.
 */
package chatnode.ways.sockjs;
