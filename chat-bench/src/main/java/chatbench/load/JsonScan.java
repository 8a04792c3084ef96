package chatbench.load;

import chatbench.wire.Scan;
import io.vertx.core.json.JsonObject;

/**
 * Tells an ear what objects of {@code chat.v1.json} mean to a load, without making objects of them.
 */
final class JsonScan {
  private static final String ID = "\"id\":\"";
  private static final String TEXT = "\"text\":\"";

  private final LoadLine.Ear ear;

  JsonScan(LoadLine.Ear ear) {
    this.ear = ear;
  }

  /** Objects with newlines between. */
  void lines(String text, long now) {
    int end = text.length();
    for (int from = 0; from < end; ) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? end : newline;
      object(text, from, to, now);
      from = to + 1;
    }
  }

  /** The one object that stands between these. */
  void object(String text, int from, int to, long now) {
    switch (Scan.kind(text, from, to)) {
      case MESSAGE -> ear.delivered(Scan.number(text, TEXT, from, to), now);
      case ACK -> ear.acked(Scan.number(text, ID, from, to), now);
      case RESET -> ear.reset();
      case ERROR -> refused(new JsonObject(text.substring(from, to)));
      case JOINED -> ear.joined();
      case PONG -> ear.alive();
      default -> {}
    }
  }

  private void refused(JsonObject error) {
    ear.refused(
        error.getString("code"),
        error.getString("message"),
        error.containsKey("id"),
        error.getLong("retryAfterMs", 0L));
  }
}
