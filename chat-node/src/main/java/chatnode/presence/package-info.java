/**
 * Who is where, and who listens where, on all nodes: soft state, told by each node about its own
 * people and stored nowhere. Rooms ask it, each loop through its own {@link
 * chatnode.presence.Attendance}; it may import the bus, the clock and the protocol. When a node is
 * gone, or only silent, so are its people. Start reading at {@link chatnode.presence.Presence};
 * {@link chatnode.presence.Listening} says where messages have to go.
 */
package chatnode.presence;
