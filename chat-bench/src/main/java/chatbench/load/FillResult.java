package chatbench.load;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What a filling came to. */
public record FillResult(long rooms, long messages, double seconds, Map<String, Long> errors) {

  public JsonObject toJson() {
    JsonObject codes = new JsonObject();
    errors.forEach(codes::put);
    return new JsonObject()
        .put("rooms", rooms)
        .put("messages", messages)
        .put("seconds", seconds)
        .put("errors", codes);
  }

  @Override
  public String toString() {
    return "filled %,d rooms with %,d messages in %.1f s, errors %s%n"
        .formatted(rooms, messages, seconds, errors);
  }
}
