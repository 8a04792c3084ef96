package chatbench.wire;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a server says. Fields that do not matter here are not read. */
public sealed interface Incoming {

  String UNKNOWN = "the server sent what the protocol does not know: ";

  void dispatch(Handler handler);

  /**
   * {@code node} is empty where the way in does not say it; {@code nodes} is where clients reach
   * the other nodes, as base addresses, and often empty.
   */
  record Welcome(String node, String id, List<String> nodes) implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.welcome(this);
    }
  }

  record Joined(String room, long epoch, long head, long first, boolean complete)
      implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.joined(this);
    }
  }

  /** {@code epoch} is 0 where the message does not name it: then it is the room's present one. */
  record Message(String room, long epoch, long seq, String id, String from, String text)
      implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.message(this);
    }
  }

  record Ack(String room, String id, long epoch, long seq) implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.ack(this);
    }
  }

  record Reset(String room, long epoch, long head, long first) implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.reset(this);
    }
  }

  /** {@code next} is where the page before this one ends, or null where the server does not say. */
  record History(String room, List<Message> messages, boolean more, Before next)
      implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.history(this);
    }
  }

  /** Of what was found only the number of messages matters. */
  record Found(int messages, boolean more) implements Incoming {
    @Override
    public void dispatch(Handler handler) {}
  }

  /** A page ends before this place; epoch 0 is the room's present one. */
  record Before(long epoch, long seq) {}

  /** {@code room} and {@code id} are null where they do not apply. */
  record Refused(String code, String room, String id, long retryAfterMs) implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.refused(this);
    }
  }

  record Bye(String reason, long reconnectAfterMs) implements Incoming {
    @Override
    public void dispatch(Handler handler) {
      handler.bye(this);
    }
  }

  /** Presence, typing, pong and whatever a later server may say. */
  record Other(String type) implements Incoming {
    @Override
    public void dispatch(Handler handler) {}
  }

  /** A listener overrides what it waits for. */
  interface Handler {
    default void welcome(Welcome frame) {}

    default void joined(Joined frame) {}

    default void message(Message frame) {}

    default void ack(Ack frame) {}

    default void reset(Reset frame) {}

    default void history(History frame) {}

    default void refused(Refused frame) {}

    default void bye(Bye frame) {}
  }

  /** One text frame holds one or more objects, separated by a newline. */
  static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Throws IllegalArgumentException with a sentence when it is not of this protocol. */
  static Incoming parse(String line) {
    try {
      return read(new JsonObject(line));
    } catch (DecodeException e) {
      throw new IllegalArgumentException(UNKNOWN + line);
    }
  }

  /** As {@link #parse}, of what another way in puts otherwise. */
  static Incoming read(JsonObject json) {
    try {
      return frame(json);
    } catch (ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(UNKNOWN + json.encode());
    }
  }

  private static Incoming frame(JsonObject json) {
    String type = json.getString("type");
    String room = json.getString("room");
    return switch (type) {
      case "welcome" ->
          new Welcome(json.getString("node"), json.getString("id"), strings(json, "nodes"));
      case "joined" ->
          new Joined(
              room,
              json.getLong("epoch"),
              json.getLong("head"),
              json.getLong("first"),
              json.getBoolean("complete", true));
      case "message" -> message(room, json);
      case "ack" -> new Ack(room, json.getString("id"), json.getLong("epoch"), json.getLong("seq"));
      case "reset" ->
          new Reset(room, json.getLong("epoch"), json.getLong("head"), json.getLong("first"));
      case "history" ->
          new History(
              room,
              json.getJsonArray("messages", new JsonArray()).stream()
                  .map(each -> message(room, (JsonObject) each))
                  .toList(),
              json.getBoolean("more", false),
              before(json.getJsonObject("next")));
      case "found" ->
          new Found(json.getJsonArray("messages").size(), json.getBoolean("more", false));
      case "error" ->
          new Refused(
              json.getString("code"), room, json.getString("id"), json.getLong("retryAfterMs", 0L));
      case "bye" -> new Bye(json.getString("reason"), json.getLong("reconnectAfterMs", 0L));
      default -> new Other(type);
    };
  }

  private static List<String> strings(JsonObject json, String field) {
    return json.getJsonArray(field, new JsonArray()).stream().map(String.class::cast).toList();
  }

  private static Before before(JsonObject next) {
    return next == null ? null : new Before(next.getLong("epoch", 0L), next.getLong("before"));
  }

  private static Message message(String room, JsonObject json) {
    String text = json.getString("text", json.getString("data"));
    String from = json.getJsonObject("from").getString("id");
    long epoch = json.getLong("epoch", 0L);
    return new Message(room, epoch, json.getLong("seq"), json.getString("id"), from, text);
  }
}
