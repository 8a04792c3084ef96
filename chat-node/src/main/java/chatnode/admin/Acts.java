package chatnode.admin;

import chatnode.protocol.Act;
import chatnode.protocol.Mark;
import chatnode.protocol.Measure;
import chatnode.protocol.RoomName;
import chatnode.room.House;
import chatnode.ways.http.Query;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is told to people, and what was done by anybody. */
final class Acts {
  private static final Logger LOG = Logger.getLogger(Acts.class.getName());

  /** Characters of a reason, and of a notice. */
  static final int REASON = 200;

  static final int NOTICE = 1000;
  private static final int MOST = 200;
  private static final int USUAL = 50;

  private final Hands hands;

  Acts(Hands hands) {
    this.hands = hands;
  }

  /** Newest first; {@code before} is what a page before this one has for {@code next}. */
  Future<JsonObject> audit(RoutingContext context) {
    Query query = Query.of(context);
    int limit = query.count("limit", USUAL, 1, MOST);
    String before = query.text("before");
    return hands
        .audit(before == null ? null : taken(Query.place("before", before)), limit)
        .map(acts -> page(acts, limit));
  }

  private static House.Taken taken(Mark mark) {
    return new House.Taken(mark.epoch(), mark.seq(), 0, null);
  }

  private static JsonObject page(List<House.Taken> acts, int limit) {
    String next = acts.size() < limit ? null : number(acts.get(acts.size() - 1));
    return new JsonObject().put("acts", rows(acts)).put("next", next);
  }

  static JsonArray rows(List<House.Taken> acts) {
    JsonArray rows = new JsonArray();
    acts.forEach(act -> rows.add(row(act)));
    return rows;
  }

  static String number(House.Taken taken) {
    return taken.epoch() + ":" + taken.seq();
  }

  private static JsonObject row(House.Taken taken) {
    Measure measure = taken.measure();
    JsonObject by =
        measure.by() == null
            ? null
            : new JsonObject().put("id", measure.by().id()).put("nick", measure.by().nick());
    boolean isLimited = measure.until() > 0 && measure.until() != Measure.FOR_GOOD;
    return new JsonObject()
        .put("number", number(taken))
        .put("at", taken.at())
        .put("act", measure.act().wire())
        .put("room", measure.room())
        .put("person", measure.person())
        .put("nick", measure.nick())
        .put("address", measure.address())
        .put("until", isLimited ? measure.until() : null)
        .put("reason", measure.reason())
        .put("by", by);
  }

  /** To all, or to those of one room. */
  Future<JsonObject> notice(RoutingContext context) {
    Form form = Form.of(context);
    form.text("text");
    String text = form.text("text", NOTICE, "");
    Measure notice = new Measure(Act.NOTICE, room(form), null, null, 0, text, null);
    return hands.take(notice).map(v -> new JsonObject().put("told", true));
  }

  static String room(Form form) {
    return form.has("room") ? new RoomName(form.text("room")).value() : null;
  }

  /** What is done already is, and is answered so, even when it cannot be written down. */
  Future<JsonObject> record(Measure done, JsonObject answer) {
    return hands
        .take(done)
        .map(v -> true)
        .otherwise(
            failure -> {
              LOG.log(Level.WARNING, "what was done is not in the audit: " + done.act(), failure);
              return false;
            })
        .map(isKept -> answer.put("audit", isKept));
  }
}
