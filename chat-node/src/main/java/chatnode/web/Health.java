package chatnode.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Whether this node should get clients, and if not why not, in sentences. */
public record Health(String node, int members, List<String> reasons) {

  public boolean isReady() {
    return reasons.isEmpty();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("node", node)
        .put("members", members)
        .put("reasons", new JsonArray(reasons));
  }
}
