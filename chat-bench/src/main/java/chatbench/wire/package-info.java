/**
 * The wire as a client needs it: what it says, what it hears, a line to a node, and the WebSocket
 * that speaks {@code chat.v1.json}. The packages load and client call it, and read nothing off a
 * socket themselves; what other ways in there are is in the package ways. It imports Vert.x and the
 * JDK. Start with {@link chatbench.wire.Incoming} and {@link chatbench.wire.Line}; {@link
 * chatbench.wire.Scan} is the fast sister for a hundred thousand objects a second.
 */
package chatbench.wire;
