package chatnode.ways.http;

import chatnode.protocol.BodyWriter;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Mark;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.protocol.Sought;
import chatnode.room.Visitor;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Looks for a text in rooms that are named, or in those that are listed. */
final class Searching {
  private static final int USUAL = 20;
  private static final int MOST = 50;
  private static final int MOST_ROOMS = 200;

  void answer(Visitor visitor, RoutingContext context) {
    Query query = Query.of(context);
    String text = query.text("q");
    Sought sought = Sought.in("q", text == null ? "" : text);
    List<RoomName> named =
        query.values().getAll("room").stream().map(RoomName::new).distinct().toList();
    if (named.size() > MOST_ROOMS) {
      throw new Refusal(ErrorCode.BAD_FIELD, "room: at most " + MOST_ROOMS + " at once");
    }
    RoomName only = named.size() == 1 ? named.get(0) : null;
    int limit = query.count("limit", USUAL, 1, MOST);
    ClientFrame.Search search =
        new ClientFrame.Search(only, sought.text(), before(query, only), limit);
    Answer answer = Answer.to(context.request());
    visitor
        .search(
            search,
            named.isEmpty() ? listed(visitor) : named.stream().map(RoomName::value).toList())
        .map(BodyWriter::found)
        .onSuccess(answer::json)
        .onFailure(failure -> Problem.unreadable(failure).answer(context.response()));
  }

  /** {@code epoch:seq} where one room is searched, {@code room:epoch:seq} where there are more. */
  private static Mark before(Query query, RoomName only) {
    String before = query.text("before");
    if (before == null) {
      return null;
    }
    if (only != null) {
      return Query.place("before", before).in(only.value());
    }
    int colon = before.indexOf(':');
    if (colon < 0) {
      throw new Refusal(ErrorCode.BAD_FIELD, "before: ROOM:EPOCH:SEQ is needed here");
    }
    RoomName room = new RoomName(before.substring(0, colon));
    return Query.place("before", before.substring(colon + 1)).in(room.value());
  }

  private static List<String> listed(Visitor visitor) {
    return visitor.busiest(MOST_ROOMS).stream().map(ServerFrame.Rooms.Count::room).toList();
  }
}
