/**
 * The way in by STOMP 1.2 and 1.1 over WebSocket: frames become what a session can do, a
 * subscription is a session in one room, and the room's messages leave as MESSAGE frames. The door
 * opens connections here; it may import WebSocket's connection, rooms and the protocol. What a
 * client sends is checked as bytes and headers before a session sees it. Start reading at {@link
 * chatnode.ways.stomp.StompTalk}, then {@link chatnode.ways.stomp.StompSession}.
 */
package chatnode.ways.stomp;
