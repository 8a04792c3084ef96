/**
 * The way in by WebSocket: frames become a session's text, and what a room writes leaves in one
 * system call per socket and turn. The door opens connections here; it may import rooms and the
 * protocol. What a client sends is checked as bytes and frames before a session sees it. Start
 * reading at {@link chatnode.ways.ws.Connection}, then {@link chatnode.ways.ws.Turn}.
 */
package chatnode.ways.ws;
