package chatnode.protocol;

import java.util.OptionalLong;

/**
 * What a client of {@code chat.v1.json} can say. A new frame does not compile until it is handled.
 */
public sealed interface ClientFrame {

  void dispatch(Handler handler);

  /** The room it is about, or null. */
  default String about() {
    return null;
  }

  /** One method per frame: whoever implements it has the list of what a client can do. */
  interface Handler {
    void hello(Hello frame);

    void renew(Renew frame);

    void nick(Nick frame);

    void join(Join frame);

    void leave(Leave frame);

    void say(Say frame);

    void edit(Edit frame);

    void delete(Delete frame);

    void typing(Typing frame);

    void history(History frame);

    void search(Search frame);

    void rooms(Rooms frame);

    void moderate(Moderate frame);

    void ping(Ping frame);
  }

  /** The message that it is about or is itself, or null. */
  default MessageId id() {
    return null;
  }

  /**
   * The first frame.
   *
   * @param nick null where the token says it
   * @param secret what a guest's client keeps to be the same person again; null for a stranger
   * @param token of who is signed in elsewhere, or null
   */
  record Hello(Nickname nick, Secret secret, Token token) implements ClientFrame {
    @Override
    public void dispatch(Handler handler) {
      handler.hello(this);
    }
  }

  /** A fresh token, before the one that the client came with runs out. */
  record Renew(Token token) implements ClientFrame {
    @Override
    public void dispatch(Handler handler) {
      handler.renew(this);
    }
  }

  record Nick(Nickname nick) implements ClientFrame {
    @Override
    public void dispatch(Handler handler) {
      handler.nick(this);
    }
  }

  /** With {@code epoch} and {@code after} a resume, else the last {@code recent} messages. */
  record Join(RoomName room, OptionalLong epoch, OptionalLong after, int recent)
      implements ClientFrame {
    public boolean resumes() {
      return epoch.isPresent() && after.isPresent();
    }

    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.join(this);
    }
  }

  record Leave(RoomName room) implements ClientFrame {
    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.leave(this);
    }
  }

  /**
   * @param re what it answers, or null
   * @param again it may have been said long ago, so that only the store knows
   */
  record Say(RoomName room, MessageId id, String text, Reference re, boolean again)
      implements ClientFrame {
    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.say(this);
    }
  }

  /** Puts {@code text} in the place of what was said. */
  record Edit(RoomName room, MessageId id, Reference of, String text) implements ClientFrame {
    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.edit(this);
    }
  }

  /** Takes back what was said. */
  record Delete(RoomName room, MessageId id, Reference of) implements ClientFrame {
    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.delete(this);
    }
  }

  record Typing(RoomName room) implements ClientFrame {
    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.typing(this);
    }
  }

  /** Messages with a number below {@code before} of {@code epoch}, or of the present one. */
  record History(RoomName room, OptionalLong epoch, long before, int limit) implements ClientFrame {
    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.history(this);
    }
  }

  /**
   * Messages that contain {@code text}, newest first.
   *
   * @param room null for all that the client has joined
   * @param before where the last page ended, or null
   */
  record Search(RoomName room, String text, Mark before, int limit) implements ClientFrame {
    @Override
    public String about() {
      return room == null ? null : room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.search(this);
    }
  }

  record Rooms(int limit) implements ClientFrame {
    @Override
    public void dispatch(Handler handler) {
      handler.rooms(this);
    }
  }

  /**
   * Something is done about a person.
   *
   * @param minutes for how long, 0 for good
   * @param reason may be empty
   */
  record Moderate(RoomName room, Act act, String person, int minutes, String reason)
      implements ClientFrame {
    @Override
    public String about() {
      return room.value();
    }

    @Override
    public void dispatch(Handler handler) {
      handler.moderate(this);
    }
  }

  /** {@code t} is the client's own, a JSON scalar that comes back as it was written; or null. */
  record Ping(String t) implements ClientFrame {
    @Override
    public void dispatch(Handler handler) {
      handler.ping(this);
    }
  }
}
