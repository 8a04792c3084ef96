package chatnode.ways.sse;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.Nickname;
import chatnode.protocol.Secret;
import chatnode.room.Rooms;
import chatnode.room.Visitor;
import java.util.List;

/**
 * What a listener has asked for.
 *
 * @param nick as whom to be among the people of the rooms; null to be nobody
 * @param secret null for a stranger
 */
public record Wish(Nickname nick, Secret secret, List<ClientFrame.Join> joins) {

  /** Who listens: the one who asked, or the guest that he wants to be. */
  public Visitor visitor(Visitor caller) {
    if (nick == null || caller.principal().isSignedIn()) {
      return caller;
    }
    Rooms rooms = caller.rooms();
    return rooms.visit(rooms.who().guest(nick, secret));
  }
}
