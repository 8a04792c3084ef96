package chatnode.web;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.ways.ws.PlainTalk;
import io.vertx.core.MultiMap;

/** What a plain client asks for in the query. */
final class Plain {
  private static final int MAX_RECENT = 1000;

  static PlainTalk.Wish wish(MultiMap query) {
    String recent = query.get("recent");
    return new PlainTalk.Wish(
        new RoomName(query.contains("room") ? query.get("room") : "lobby"),
        new Nickname(query.contains("nick") ? query.get("nick") : "guest"),
        recent == null ? 0 : count(recent),
        query.get("ticket"));
  }

  private static int count(String recent) {
    if (!recent.matches("[0-9]{1,4}") || Integer.parseInt(recent) > MAX_RECENT) {
      throw new Refusal(ErrorCode.BAD_FIELD, "recent is a number from 0 to " + MAX_RECENT);
    }
    return Integer.parseInt(recent);
  }

  private Plain() {}
}
