/**
 * Whether a node should get clients, as a fact that the node finds out and its ports tell. The root
 * package makes it; web and admin show it. It imports nothing of ours. Start reading at {@link
 * chatnode.health.Health}.
 */
package chatnode.health;
