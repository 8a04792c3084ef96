package chatnode.web;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import io.vertx.core.MultiMap;

/** What a plain client asks for in the query. */
record Plain(RoomName room, String nick, int recent) {
  private static final int MAX_RECENT = 1000;

  static Plain of(MultiMap query) {
    String nick = query.get("nick");
    String recent = query.get("recent");
    return new Plain(
        new RoomName(query.contains("room") ? query.get("room") : "lobby"),
        nick == null ? "guest" : new Nickname(nick).value(),
        recent == null ? 0 : count(recent));
  }

  private static int count(String recent) {
    if (!recent.matches("[0-9]{1,4}") || Integer.parseInt(recent) > MAX_RECENT) {
      throw new Refusal(ErrorCode.BAD_FIELD, "recent is a number from 0 to " + MAX_RECENT);
    }
    return Integer.parseInt(recent);
  }
}
