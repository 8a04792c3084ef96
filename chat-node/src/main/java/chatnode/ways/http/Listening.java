package chatnode.ways.http;

import chatnode.protocol.ClientFrame;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Mark;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.Secret;
import chatnode.ways.sse.Wish;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** A request for events, read. What cannot be is refused, as a client would wait for it in vain. */
final class Listening {
  private static final String LAST_EVENT = "Last-Event-ID";
  private static final int MOST_RECENT = 1000;

  private final HttpServerRequest request;
  private final Query query;
  private final int recent;

  private Listening(RoutingContext context) {
    this.request = context.request();
    this.query = Query.of(context);
    this.recent = query.count("recent", 0, 0, MOST_RECENT);
  }

  /** Of the one room in the path. */
  static Wish toRoom(RoutingContext context) {
    Listening listening = new Listening(context);
    return listening.to(List.of(listening.join(Query.room(context), listening.place())));
  }

  /**
   * Of as many rooms as are named, each alone or with where it is to go on. A person may come first
   * and choose then.
   */
  static Wish toRooms(RoutingContext context, int most) {
    Listening listening = new Listening(context);
    List<ClientFrame.Join> joins = new ArrayList<>();
    for (String each : listening.query.values().getAll("room")) {
      int colon = each.indexOf(':');
      String name = colon < 0 ? each : each.substring(0, colon);
      Mark place = colon < 0 ? null : Query.place("room", each.substring(colon + 1));
      joins.add(listening.join(new RoomName(name), place));
    }
    if (joins.isEmpty() && listening.query.text("nick") == null) {
      throw new Refusal(ErrorCode.BAD_FIELD, "room: at least one is needed here");
    }
    if (joins.size() > most) {
      throw new Refusal(ErrorCode.ROOM_FULL, "one client may be in " + most + " rooms at once");
    }
    if (joins.stream().map(ClientFrame.Join::about).collect(Collectors.toSet()).size()
        < joins.size()) {
      throw new Refusal(ErrorCode.BAD_FIELD, "room: each once is enough");
    }
    return listening.to(joins);
  }

  private Wish to(List<ClientFrame.Join> joins) {
    String nick = query.text("nick");
    String secret = request.getHeader("Chat-Client");
    return new Wish(
        nick == null ? null : new Nickname(nick),
        secret == null ? null : new Secret(secret),
        joins);
  }

  private ClientFrame.Join join(RoomName room, Mark place) {
    return place == null
        ? new ClientFrame.Join(room, OptionalLong.empty(), OptionalLong.empty(), recent)
        : new ClientFrame.Join(
            room, OptionalLong.of(place.epoch()), OptionalLong.of(place.seq()), recent);
  }

  /**
   * Null to begin with the present. A browser that comes again sends the id of the last event it
   * has, beside the address it was given when it came first.
   */
  private Mark place() {
    String last = request.getHeader(LAST_EVENT);
    if (last != null && !last.isEmpty()) {
      return Query.place(LAST_EVENT, last);
    }
    OptionalLong epoch = query.number("epoch");
    OptionalLong after = query.number("after");
    if (epoch.isPresent() != after.isPresent()) {
      throw new Refusal(ErrorCode.BAD_FIELD, "epoch and after: both or none of them");
    }
    return epoch.isPresent() ? new Mark(null, epoch.getAsLong(), after.getAsLong()) : null;
  }
}
