package chatbench.wire;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** What a client says; how it is written is a matter of the way in. */
public sealed interface Outgoing {

  /** As {@code chat.v1.json} has it. */
  String json();

  void dispatch(Handler handler);

  record Hello(String nick, String client) implements Outgoing {
    @Override
    public String json() {
      return frame("hello").put("nick", nick).put("client", client).encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.hello(this);
    }
  }

  record Join(String room, int recent) implements Outgoing {
    @Override
    public String json() {
      return frame("join").put("room", room).put("recent", recent).encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.join(this);
    }
  }

  record Resume(String room, long epoch, long after) implements Outgoing {
    @Override
    public String json() {
      return frame("join").put("room", room).put("epoch", epoch).put("after", after).encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.resume(this);
    }
  }

  record Leave(String room) implements Outgoing {
    @Override
    public String json() {
      return frame("leave").put("room", room).encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.leave(this);
    }
  }

  /** {@code again}: it may be there already, however long ago it was said first. */
  record Say(String room, String id, String text, boolean again) implements Outgoing {
    @Override
    public String json() {
      JsonObject frame = frame("say").put("room", room).put("id", id).put("text", text);
      return (again ? frame.put("again", true) : frame).encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.say(this);
    }
  }

  /** Epoch 0 is the room's present one. */
  record History(String room, Incoming.Before before, int limit) implements Outgoing {
    @Override
    public String json() {
      JsonObject frame = frame("history").put("room", room).put("before", before.seq());
      if (before.epoch() != 0) {
        frame.put("epoch", before.epoch());
      }
      return frame.put("limit", limit).encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.history(this);
    }
  }

  record Search(String room, String text, int limit) implements Outgoing {
    @Override
    public String json() {
      return frame("search").put("room", room).put("text", text).put("limit", limit).encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.search(this);
    }
  }

  /** Whatever the answer: it shows that somebody is there. */
  record Ping() implements Outgoing {
    @Override
    public String json() {
      return frame("ping").encode();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.ping();
    }
  }

  /** What a way in does with each; not every way has all. */
  interface Handler {
    void hello(Hello frame);

    void join(Join frame);

    void resume(Resume frame);

    void say(Say frame);

    void ping();

    default void history(History frame) {
      throw new UnsupportedOperationException("this way in has no history");
    }

    default void leave(Leave frame) {
      throw new UnsupportedOperationException("by this way in nobody leaves a room");
    }

    default void search(Search frame) {
      throw new UnsupportedOperationException("by this way in nobody searches");
    }
  }

  /** One text frame for all of them. */
  static String lines(List<? extends Outgoing> frames) {
    return frames.stream().map(Outgoing::json).collect(Collectors.joining("\n"));
  }

  private static JsonObject frame(String type) {
    return new JsonObject().put("type", type);
  }
}
