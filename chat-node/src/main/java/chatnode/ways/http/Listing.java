package chatnode.ways.http;

import chatnode.log.RoomLog;
import chatnode.protocol.ServerFrame;
import chatnode.room.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** In which rooms people are, and who they are. */
final class Listing {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  void rooms(Visitor visitor, RoutingContext context) {
    int limit = Query.of(context).count("limit", USUAL, 1, MOST);
    List<ServerFrame.Rooms.Count> busiest = visitor.busiest(limit);
    Answer answer = Answer.to(context.request());
    visitor
        .heads(busiest.stream().map(ServerFrame.Rooms.Count::room).toList())
        .map(heads -> list(busiest, heads))
        .onSuccess(list -> answer.json(new JsonObject().put("rooms", list).toBuffer().getBytes()))
        .onFailure(failure -> Problem.unreadable(failure).answer(context.response()));
  }

  private static JsonArray list(
      List<ServerFrame.Rooms.Count> busiest, Map<String, RoomLog.Head> heads) {
    JsonArray list = new JsonArray();
    for (ServerFrame.Rooms.Count each : busiest) {
      JsonObject room = new JsonObject().put("name", each.room()).put("people", each.count());
      RoomLog.Head head = heads.get(each.room());
      if (head != null) { // it may be on its way into memory
        room.put("epoch", head.epoch()).put("head", head.seq());
      }
      list.add(room);
    }
    return list;
  }

  void people(Visitor visitor, RoutingContext context) {
    ServerFrame.Presence people = visitor.people(Query.room(context));
    JsonArray list = new JsonArray();
    people
        .joined()
        .forEach(each -> list.add(new JsonObject().put("id", each.id()).put("nick", each.nick())));
    JsonObject body =
        new JsonObject()
            .put("room", people.room())
            .put("people", list)
            .put("count", people.count());
    Answer.to(context.request()).json(body.toBuffer().getBytes());
  }
}
