package chatnode.ways.sse;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.Nickname;
import chatnode.protocol.Secret;
import chatnode.room.Outlet;
import chatnode.room.Rooms;
import chatnode.room.Session;
import java.util.List;

/**
 * What a listener has asked for.
 *
 * @param nick as whom to be among the people of the rooms; null to be nobody
 * @param secret null for a stranger
 */
public record Wish(Nickname nick, Secret secret, List<ClientFrame.Join> joins) {

  Session session(Rooms rooms, Outlet outlet) {
    return nick == null ? Session.ofListener(rooms, outlet) : new Session(rooms, outlet);
  }

  /** Says what a client of a socket would. */
  void tell(Session session) {
    if (nick != null) {
      session.hello(new ClientFrame.Hello(nick, secret));
    }
    joins.forEach(session::join);
  }
}
