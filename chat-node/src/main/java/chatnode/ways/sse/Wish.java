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
 * @param nick as whom to be among the people of the rooms; null to be in none of their lists
 * @param secret null for a stranger
 */
public record Wish(Nickname nick, Secret secret, List<ClientFrame.Join> joins) {

  boolean isShown() {
    return nick != null;
  }

  /** Who listens: the one who asked, or the guest that he wants to be. */
  public Visitor visitor(Visitor caller) {
    if (nick == null) {
      return caller;
    }
    Rooms rooms = caller.rooms();
    if (caller.principal().isSignedIn()) {
      return rooms.visit(caller.principal().called(nick.value()));
    }
    return rooms.visit(rooms.who().guest(nick, secret));
  }
}
