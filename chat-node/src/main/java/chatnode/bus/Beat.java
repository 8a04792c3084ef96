package chatnode.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * A loop's sign of life: the {@code number}-th since it started, with the rooms it wrote to since
 * the last one and the version of its list of people. A listener that misses a number has missed
 * what was sent around it.
 */
public record Beat(LoopId from, long number, Map<String, Head> heads, long roster) {

  /** How far a room has come. */
  public record Head(long epoch, long seq) {}

  JsonObject toJson() {
    JsonObject rooms = new JsonObject();
    heads.forEach((room, head) -> rooms.put(room, new JsonArray().add(head.epoch).add(head.seq)));
    return new JsonObject()
        .put("node", from.node())
        .put("loop", from.loop())
        .put("number", number)
        .put("heads", rooms)
        .put("roster", roster);
  }

  static Beat of(JsonObject json) {
    Map<String, Head> heads = new HashMap<>();
    for (Map.Entry<String, Object> each : json.getJsonObject("heads")) {
      JsonArray head = (JsonArray) each.getValue();
      heads.put(each.getKey(), new Head(head.getLong(0), head.getLong(1)));
    }
    return new Beat(
        new LoopId(json.getString("node"), json.getInteger("loop")),
        json.getLong("number"),
        heads,
        json.getLong("roster"));
  }
}
