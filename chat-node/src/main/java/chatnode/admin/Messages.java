package chatnode.admin;

import chatnode.protocol.Act;
import chatnode.protocol.BodyWriter;
import chatnode.protocol.ClientFrame;
import chatnode.protocol.Mark;
import chatnode.protocol.Measure;
import chatnode.protocol.Reference;
import chatnode.protocol.RoomName;
import chatnode.protocol.ServerFrame;
import chatnode.ways.http.Query;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;

/** What was said in a room, and the end of some of it. */
final class Messages {
  private static final int MOST = 200;
  private static final int USUAL = 50;

  private final Hands hands;
  private final Acts acts;

  Messages(Hands hands, Acts acts) {
    this.hands = hands;
    this.acts = acts;
  }

  /** Oldest first, of the newest or of those before {@code before=EPOCH:SEQ}. */
  Future<JsonObject> list(RoutingContext context) {
    Query query = Query.of(context);
    int limit = query.count("limit", USUAL, 1, MOST);
    String before = query.text("before");
    Mark mark = before == null ? null : Query.place("before", before);
    return hands
        .look(
            new ClientFrame.History(
                Query.room(context),
                mark == null ? OptionalLong.empty() : OptionalLong.of(mark.epoch()),
                mark == null ? Long.MAX_VALUE : mark.seq(),
                limit))
        .map(Messages::page);
  }

  private static JsonObject page(ServerFrame.History history) {
    Mark next = history.next();
    return new JsonObject()
        .put("room", history.room())
        .put("messages", new JsonArray(Buffer.buffer(BodyWriter.list(0, history.messages()))))
        .put("next", next == null ? null : next.epoch() + ":" + next.seq());
  }

  Future<JsonObject> delete(RoutingContext context) {
    RoomName room = Query.room(context);
    Form form = Form.of(context);
    Reference of = new Reference(form.text("from"), form.text("id"));
    String reason = form.text("reason", Acts.REASON, "");
    String what = "message " + of.id() + (reason.isEmpty() ? "" : ": " + reason);
    Measure taken = new Measure(Act.DELETE, room.value(), of.from(), null, 0, what, null);
    return hands.takeBack(room, of).compose(ack -> acts.record(taken, placed(ack)));
  }

  private static JsonObject placed(ServerFrame.Ack ack) {
    return new JsonObject()
        .put("room", ack.room())
        .put("epoch", ack.epoch())
        .put("seq", ack.seq())
        .put("at", ack.at());
  }
}
