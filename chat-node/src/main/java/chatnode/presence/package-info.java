/**
 * Who is where, on all nodes: soft state, told by each about its own people and stored nowhere.
 * Rooms ask it; it may import the bus and the protocol. When a node is gone so are its people.
 * Start reading at {@link chatnode.presence.Roster}.
 */
package chatnode.presence;
