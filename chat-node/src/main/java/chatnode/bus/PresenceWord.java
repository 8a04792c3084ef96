package chatnode.bus;

import chatnode.protocol.Person;
import java.util.List;

/**
 * What nodes say to each other about who is where. Each speaks of its own people only, and numbers
 * what it says of them.
 */
public sealed interface PresenceWord {

  /** Whose people this is about. */
  String node();

  /** Hands the word to whoever can take words of its kind. */
  void dispatch(Handler handler);

  /** Takes words of every kind. */
  interface Handler {
    void changes(Changes changes);

    void page(Page page);

    void typing(Typing typing);

    void question(Question question);
  }

  /** Someone came or changed the nickname, or left. */
  record Change(String room, Person person, boolean here) {
    /** What it takes on the bus at most: a UTF-16 unit is up to three bytes of UTF-8. */
    public int bytes() {
      return 8 + 3 * (room.length() + person.id().length() + person.nick().length());
    }
  }

  /** Someone is writing. */
  record Typist(String room, Person person) {
    /** What it takes on the bus at most. */
    public int bytes() {
      return 6 + 3 * (room.length() + person.id().length() + person.nick().length());
    }
  }

  /**
   * The changes that lead from {@code version} - 1 to {@code version}; without any, that {@code
   * version} is how things still are.
   */
  record Changes(String node, long version, List<Change> changes) implements PresenceWord {
    @Override
    public void dispatch(Handler handler) {
      handler.changes(this);
    }
  }

  /**
   * The {@code index}-th page of all the people of a node as of {@code version}. Between the pages
   * of a list the node says nothing else.
   */
  record Page(String node, long version, int index, boolean last, List<Change> people)
      implements PresenceWord {
    @Override
    public void dispatch(Handler handler) {
      handler.page(this);
    }
  }

  /** Neither numbered nor repeated. */
  record Typing(String node, List<Typist> typists) implements PresenceWord {
    @Override
    public void dispatch(Handler handler) {
      handler.typing(this);
    }
  }

  /** {@code node} is asked for all its people; the answer is for everyone. */
  record Question(String node) implements PresenceWord {
    /** All nodes are asked. */
    public static final String ALL = "";

    @Override
    public void dispatch(Handler handler) {
      handler.question(this);
    }
  }
}
