package chatnode.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The cluster as this node knows it: every node's own figures, and the busiest rooms of all. */
final class ClusterStatus {
  private static final int ROOMS = 20;

  static JsonObject of(NodeView node, JsonObject own, Map<String, JsonObject> peers) {
    Map<String, JsonObject> all = new TreeMap<>(peers);
    all.put(node.id(), own);
    JsonArray nodes = new JsonArray();
    all.forEach((id, stats) -> nodes.add(withoutTraffic(id, stats)));
    return new JsonObject()
        .put("node", node.health().node())
        .put("id", node.id())
        .put("ready", node.health().isReady())
        .put("members", node.health().members())
        .put("nodes", nodes)
        .put("rooms", rooms(all));
  }

  private static JsonObject withoutTraffic(String id, JsonObject stats) {
    JsonObject row = new JsonObject(new LinkedHashMap<>(stats.getMap())).put("id", id);
    row.remove("traffic");
    return row;
  }

  /** Each node has all messages of a room it has people in, and only its own sockets. */
  private static JsonArray rooms(Map<String, JsonObject> nodes) {
    Map<String, JsonObject> rooms = new TreeMap<>();
    for (JsonObject stats : nodes.values()) {
      for (Object each : stats.getJsonArray("traffic", new JsonArray())) {
        JsonArray row = (JsonArray) each;
        JsonObject room =
            rooms.computeIfAbsent(
                row.getString(0),
                name -> new JsonObject().put("room", name).put("sockets", 0).put("messages", 0.0));
        room.put("sockets", room.getInteger("sockets") + row.getInteger(1));
        room.put("messages", Math.max(room.getDouble("messages"), row.getDouble(2)));
      }
    }
    JsonArray sorted = new JsonArray();
    rooms.values().stream()
        .sorted(Comparator.comparingDouble((JsonObject r) -> r.getDouble("messages")).reversed())
        .limit(ROOMS)
        .forEach(sorted::add);
    return sorted;
  }

  private ClusterStatus() {}
}
