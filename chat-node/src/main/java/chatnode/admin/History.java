package chatnode.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last 15 minutes of every node, as points of its charts. To be used on one loop. */
final class History {
  static final long KEPT_MS = 15 * 60_000;

  /** What is kept of a node's figures, in the order of a point after its time. */
  static final List<String> SERIES =
      List.of(
          "sockets",
          "messages",
          "deliveries",
          "bytes",
          "appendP99",
          "deliveryP99",
          "lagP99",
          "heap");

  private final Map<String, Deque<JsonArray>> points = new TreeMap<>();

  void add(String node, JsonObject stats, long now) {
    if (!stats.containsKey("name")) {
      return; // has just started
    }
    JsonArray point = new JsonArray().add(now);
    SERIES.forEach(name -> point.add(Math.round(stats.getDouble(name, 0.0) * 1000) / 1000.0));
    points.computeIfAbsent(node, n -> new ArrayDeque<>()).add(point);
  }

  void forget(long now) {
    points.values().removeIf(each -> each.getLast().getLong(0) < now - KEPT_MS);
    points
        .values()
        .forEach(
            each -> {
              while (each.getFirst().getLong(0) < now - KEPT_MS) {
                each.removeFirst();
              }
            });
  }

  JsonObject toJson() {
    JsonObject nodes = new JsonObject();
    points.forEach((node, each) -> nodes.put(node, new JsonArray(List.copyOf(each))));
    return new JsonObject()
        .put("keptMs", KEPT_MS)
        .put("series", new JsonArray(SERIES))
        .put("nodes", nodes);
  }
}
