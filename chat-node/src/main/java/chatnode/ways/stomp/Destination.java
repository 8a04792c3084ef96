package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;

/** A room is the only kind of destination there is. */
final class Destination {
  static final String ROOM = "/room/";

  static RoomName of(StompFrame frame) {
    String destination = frame.due("destination");
    if (!destination.startsWith(ROOM)) {
      throw new Refusal(
          ErrorCode.BAD_FIELD, "destination: it is " + ROOM + " and the name of a room");
    }
    return new RoomName(destination.substring(ROOM.length()));
  }

  private Destination() {}
}
