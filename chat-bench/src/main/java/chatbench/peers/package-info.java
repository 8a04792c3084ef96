/**
 * Servers that relay messages, ours and others', each started as its own documentation has it, and
 * what their processes take. The package compare calls it. It imports fanout (for what clients
 * say), fault (for how a node is started and for ports) and the JDK. Start with {@link
 * chatbench.peers.Peer}.
 */
package chatbench.peers;
