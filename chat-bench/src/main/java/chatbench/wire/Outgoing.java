package chatbench.wire;

import io.vertx.core.json.JsonObject;

/** The frames a client sends, each as the text of one JSON object. */
public final class Outgoing {

  public static String hello(String nick, String client) {
    return frame("hello").put("nick", nick).put("client", client).encode();
  }

  public static String joinRecent(String room, int recent) {
    return frame("join").put("room", room).put("recent", recent).encode();
  }

  public static String resume(String room, long epoch, long after) {
    return frame("join").put("room", room).put("epoch", epoch).put("after", after).encode();
  }

  public static String leave(String room) {
    return frame("leave").put("room", room).encode();
  }

  public static String say(String room, String id, String text) {
    return saying(room, id, text).encode();
  }

  /** As {@link #say}, of what may be there already, however long ago it was said first. */
  public static String sayAgain(String room, String id, String text) {
    return saying(room, id, text).put("again", true).encode();
  }

  private static JsonObject saying(String room, String id, String text) {
    return frame("say").put("room", room).put("id", id).put("text", text);
  }

  /** Epoch 0 is the room's present one. */
  public static String history(String room, Incoming.Before before, int limit) {
    JsonObject frame = frame("history").put("room", room).put("before", before.seq());
    if (before.epoch() != 0) {
      frame.put("epoch", before.epoch());
    }
    return frame.put("limit", limit).encode();
  }

  public static String search(String room, String text, int limit) {
    return frame("search").put("room", room).put("text", text).put("limit", limit).encode();
  }

  public static String ping() {
    return frame("ping").encode();
  }

  private static JsonObject frame(String type) {
    return new JsonObject().put("type", type);
  }

  private Outgoing() {}
}
