package chatnode.presence;

import chatnode.bus.PresenceWord;
import chatnode.bus.PresenceWord.Change;
import chatnode.bus.PresenceWord.Typist;
import chatnode.clock.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a node tells the others of its own people: what changes, the whole list when it is asked
 * for, and that all is as it was.
 */
final class Voice {
  static final int TYPING_BYTES = 64 * 1024;

  private final String node;
  private final Clock clock;
  private final Consumer<PresenceWord> bus;
  private final OwnPeople own;
  private final Typists typists = new Typists(TYPING_BYTES);
  private Portions list;
  private boolean listWanted;
  private boolean listedThisBeat;

  Voice(String node, Clock clock, Consumer<PresenceWord> bus, OwnPeople own) {
    this.node = node;
    this.clock = clock;
    this.bus = bus;
    this.own = own;
  }

  void type(Typist typist) {
    typists.add(typist);
  }

  void hear(PresenceWord.Question question) {
    String asked = question.node();
    listWanted |= asked.equals(node) || asked.equals(PresenceWord.Question.ALL);
  }

  void ask(String whose) {
    bus.accept(new PresenceWord.Question(whose));
  }

  void tell() {
    if (list != null) {
      return; // its pages must not be taken for older than what is told among them
    }
    Portions news = new Portions(own.takeUntold());
    while (news.hasNext()) {
      bus.accept(new PresenceWord.Changes(node, own.nextVersion(), news.next()));
    }
    if (!typists.isEmpty()) {
      bus.accept(new PresenceWord.Typing(node, typists.list()));
      typists.clear();
    }
    if (listWanted && !listedThisBeat) {
      listWanted = false;
      listedThisBeat = true;
      list = new Portions(own.all());
      tellPage();
    }
  }

  /** A page a turn: the loop has others to serve. */
  private void tellPage() {
    List<Change> people = list.next();
    boolean last = !list.hasNext();
    bus.accept(new PresenceWord.Page(node, own.version(), list.count() - 1, last, people));
    if (last) {
      list = null;
    } else {
      clock.soon(this::tellPage);
    }
  }

  /** From now on the list may be told again. */
  void beat() {
    listedThisBeat = false;
    if (list == null) {
      bus.accept(new PresenceWord.Changes(node, own.version(), List.of()));
    }
  }
}
