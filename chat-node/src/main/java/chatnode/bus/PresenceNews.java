package chatnode.bus;

import chatnode.protocol.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What a loop says about its own people. {@code whole} lists all of them and replaces what was
 * known; otherwise the changes that lead from version - 1 to {@code version}.
 */
public record PresenceNews(LoopId from, long version, boolean whole, List<Change> changes) {

  /** Someone came, changed the nickname, or left. */
  public record Change(String room, Person person, boolean here) {}

  JsonObject toJson() {
    JsonArray rows = new JsonArray();
    for (Change change : changes) {
      JsonArray row =
          new JsonArray()
              .add(change.room)
              .add(change.person.id())
              .add(change.person.nick())
              .add(change.here);
      rows.add(row);
    }
    return new JsonObject()
        .put("node", from.node())
        .put("loop", from.loop())
        .put("version", version)
        .put("whole", whole)
        .put("changes", rows);
  }

  static PresenceNews of(JsonObject json) {
    List<Change> changes = new ArrayList<>();
    for (Object each : json.getJsonArray("changes")) {
      JsonArray row = (JsonArray) each;
      Person person = new Person(row.getString(1), row.getString(2));
      changes.add(new Change(row.getString(0), person, row.getBoolean(3)));
    }
    return new PresenceNews(
        new LoopId(json.getString("node"), json.getInteger("loop")),
        json.getLong("version"),
        json.getBoolean("whole"),
        changes);
  }
}
