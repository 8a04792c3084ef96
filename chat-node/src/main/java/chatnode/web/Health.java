package chatnode.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Whether this node should get clients, and if not why not, in sentences. {@code warnings} are what
 * else an operator should know.
 */
public record Health(String node, int members, List<String> reasons, List<String> warnings) {

  public boolean isReady() {
    return reasons.isEmpty();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("node", node)
        .put("members", members)
        .put("reasons", new JsonArray(reasons))
        .put("warnings", new JsonArray(warnings));
  }
}
