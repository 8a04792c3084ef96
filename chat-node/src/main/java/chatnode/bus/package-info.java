/**
 * The only user of the event bus: how the loops of all nodes hear each other. Rooms send and
 * receive through {@link chatnode.bus.RoomBus}, presence through {@link chatnode.bus.PresenceBus};
 * it may import the protocol and the counts. What nobody on a node listens to is not sent there, as
 * far as {@link chatnode.bus.Interest} knows. The bus loses messages in silence when a connection
 * breaks, so nothing here relies on arrival: beats are numbered and carry how far each room has
 * come, and whoever is behind reads the log. Start reading at {@link chatnode.bus.RoomBus}.
 */
package chatnode.bus;
