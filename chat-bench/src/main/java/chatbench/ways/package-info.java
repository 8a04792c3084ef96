/**
 * The other ways in to a chat, each as a line that hears and says what a WebSocket with {@code
 * chat.v1.json} does: server-sent events, long polling, STOMP, SockJS. The commands choose one by
 * its name and give it to the packages verify and load. It imports wire and Vert.x. Start with
 * {@link chatbench.ways.Transport}.
 */
package chatbench.ways;
