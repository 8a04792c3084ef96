package chatbench.ways;

import chatbench.wire.Incoming;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** What came of a request. */
public record Answer(int status, String body) {

  public boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** Throws IllegalArgumentException with a sentence. */
  JsonObject json() {
    try {
      return new JsonObject(body);
    } catch (DecodeException e) {
      throw new IllegalArgumentException("the server answered with no JSON: " + body);
    }
  }

  /** What the server's problem says; null when it is nobody's who knows the protocol. */
  public Incoming.Refused refused(String room, String id) {
    try {
      JsonObject problem = new JsonObject(body);
      String code = problem.getString("code");
      return code == null
          ? null
          : new Incoming.Refused(code, room, id, problem.getLong("retryAfterMs", 0L));
    } catch (DecodeException | ClassCastException e) {
      return null;
    }
  }
}
