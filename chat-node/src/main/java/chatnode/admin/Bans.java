package chatnode.admin;

import chatnode.protocol.Act;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Mark;
import chatnode.protocol.Measure;
import chatnode.protocol.Refusal;
import chatnode.room.House;
import chatnode.ways.http.Query;
import chatnode.web.Network;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Who is kept out or silent, of a room or of the whole server. */
final class Bans {
  private static final long MOST_MINUTES = Duration.ofDays(3650).toMinutes();

  private final Hands hands;

  Bans(Hands hands) {
    this.hands = hands;
  }

  /** Those that hold, mutes as well. */
  Future<JsonObject> list(RoutingContext context) {
    return hands.standing().map(all -> new JsonObject().put("bans", Acts.rows(all)));
  }

  /** A person from a room or everywhere; an address everywhere. */
  Future<JsonObject> ban(RoutingContext context) {
    Form form = Form.of(context);
    if (form.has("person") == form.has("address")) {
      throw new Refusal(ErrorCode.BAD_FIELD, "name either a person or an address");
    }
    String person = form.has("person") ? form.text("person") : null;
    String address = form.has("address") ? form.text("address").strip() : null;
    String room = Acts.room(form);
    if (address != null && !Network.isOne(address)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "address: an address or a network is needed here");
    }
    if (address != null && room != null) {
      throw new Refusal(ErrorCode.BAD_FIELD, "room: an address is kept out of all of them");
    }
    long until = until(form);
    Measure ban =
        new Measure(
            Act.BAN, room, person, address, until, form.text("reason", Acts.REASON, ""), null);
    return hands
        .take(ban)
        .map(
            v ->
                new JsonObject()
                    .put("person", person)
                    .put("address", address)
                    .put("room", room)
                    .put("until", until == Measure.FOR_GOOD ? null : until));
  }

  /** For good without {@code minutes}. */
  private static long until(Form form) {
    return form.has("minutes")
        ? System.currentTimeMillis()
            + Duration.ofMinutes(form.number("minutes", 1, MOST_MINUTES)).toMillis()
        : Measure.FOR_GOOD;
  }

  /** By the number that it has in the list. */
  Future<JsonObject> lift(RoutingContext context) {
    Mark number = Query.place("number", context.pathParam("number"));
    return hands
        .standing()
        .compose(
            all ->
                hands.take(
                    all.stream()
                        .filter(each -> isIt(each, number))
                        .findFirst()
                        .map(each -> reverse(each.measure()))
                        .orElseThrow(
                            () ->
                                new Refusal(
                                    ErrorCode.NOT_FOUND, "nothing of this number holds any more"))))
        .map(v -> new JsonObject().put("lifted", number.epoch() + ":" + number.seq()));
  }

  private static boolean isIt(House.Taken taken, Mark number) {
    return taken.epoch() == number.epoch() && taken.seq() == number.seq();
  }

  private static Measure reverse(Measure measure) {
    Act act = measure.act() == Act.MUTE ? Act.UNMUTE : Act.UNBAN;
    return new Measure(act, measure.room(), measure.person(), measure.address(), 0, "", null);
  }
}
