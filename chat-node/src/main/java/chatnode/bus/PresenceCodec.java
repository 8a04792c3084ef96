package chatnode.bus;

import chatnode.bus.PresenceWord.Change;
import chatnode.bus.PresenceWord.Changes;
import chatnode.bus.PresenceWord.Page;
import chatnode.bus.PresenceWord.Question;
import chatnode.bus.PresenceWord.Typing;
import chatnode.bus.PresenceWord.Typist;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** How a {@link PresenceWord} looks on the bus: its kind, its node, and what is of its kind. */
final class PresenceCodec {
  static final Format FORMAT = new Format("presence", 1);
  private static final int CHANGES = 1;
  private static final int PAGE = 2;
  private static final int TYPING = 3;
  private static final int QUESTION = 4;

  private PresenceCodec() {}

  static Buffer encode(PresenceWord word) {
    Writing writing = new Writing();
    word.dispatch(writing);
    return writing.out.buffer();
  }

  static PresenceWord decode(Buffer buffer) {
    BinaryReader in = FORMAT.read(buffer);
    int kind = in.small();
    String node = in.text();
    return switch (kind) {
      case CHANGES -> new Changes(node, in.number(), changes(in));
      case PAGE -> new Page(node, in.number(), in.count(), in.flag(), changes(in));
      case TYPING -> new Typing(node, typists(in));
      case QUESTION -> new Question(node);
      default -> throw new IllegalArgumentException("no kind of presence: " + kind);
    };
  }

  /** A room is named once for all that follow in it. */
  private static List<Change> changes(BinaryReader in) {
    int count = in.count();
    List<Change> changes = new ArrayList<>();
    String room = null;
    for (int i = 0; i < count; i++) {
      room = in.flag() ? in.text() : room;
      changes.add(new Change(room, in.person(), in.flag()));
    }
    return changes;
  }

  private static List<Typist> typists(BinaryReader in) {
    int count = in.count();
    List<Typist> typists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      typists.add(new Typist(in.text(), in.person()));
    }
    return typists;
  }

  private static final class Writing implements PresenceWord.Handler {
    private final BinaryWriter out = FORMAT.begin();

    @Override
    public void changes(Changes word) {
      out.small(CHANGES).text(word.node()).number(word.version());
      write(word.changes());
    }

    @Override
    public void page(Page word) {
      out.small(PAGE).text(word.node()).number(word.version());
      out.count(word.index()).flag(word.last());
      write(word.people());
    }

    @Override
    public void typing(Typing word) {
      out.small(TYPING).text(word.node()).count(word.typists().size());
      word.typists().forEach(typist -> out.text(typist.room()).person(typist.person()));
    }

    @Override
    public void question(Question word) {
      out.small(QUESTION).text(word.node());
    }

    private void write(List<Change> changes) {
      out.count(changes.size());
      String room = null;
      for (Change change : changes) {
        boolean another = !change.room().equals(room);
        out.flag(another);
        if (another) {
          out.text(change.room());
        }
        out.person(change.person()).flag(change.here());
        room = change.room();
      }
    }
  }
}
