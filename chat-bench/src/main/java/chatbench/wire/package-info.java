/**
 * The wire as a client needs it: opening a socket, frames to send, frames that come. The packages
 * load and client call it, and read nothing off a socket themselves. It imports Vert.x and the JDK.
 * Start with {@link chatbench.wire.Incoming}; {@link chatbench.wire.Scan} is its fast sister for a
 * hundred thousand objects a second.
 */
package chatbench.wire;
