package chatnode.count;

/** A room as one loop sees it: its sockets here, and the messages delivered since it was opened. */
public record RoomTraffic(String room, int sockets, long messages) {}
