package chatbench.client;

import chatbench.wire.Outgoing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What was said and is not acknowledged yet, in the order it was said. */
final class Outbox {

  static final long NOT_DUE = Long.MAX_VALUE;
  private static final int NO_LINK = -1;

  /**
   * A message that waits to be sent, or, when nothing is due, for its answer. {@code link} is the
   * connection over which it was sent last.
   */
  static final class Draft {
    final String room;
    final String id;
    final String text;
    int link = NO_LINK;
    long sentAt;
    long dueAt = NOT_DUE;

    Draft(String room, String id, String text) {
      this.room = room;
      this.id = id;
      this.text = text;
    }

    /** Over {@code now}; whoever kept it when it went out over another one may not remember. */
    Outgoing.Say frame(int now) {
      return new Outgoing.Say(room, id, text, link != NO_LINK && link != now);
    }
  }

  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  Draft add(String room, String id, String text) {
    Draft draft = new Draft(room, id, text);
    drafts.put(id, draft);
    return draft;
  }

  /** Null when it is not waiting, for instance because an earlier answer came. */
  Draft find(String id) {
    return drafts.get(id);
  }

  boolean remove(String id) {
    return drafts.remove(id) != null;
  }

  /** A copy: sending may change the box. */
  List<Draft> where(Predicate<Draft> wanted) {
    List<Draft> found = new ArrayList<>();
    for (Draft draft : drafts.values()) {
      if (wanted.test(draft)) {
        found.add(draft);
      }
    }
    return found;
  }

  /** Whether something sent over this connection before {@code then} has had no answer. */
  boolean isUnansweredSince(int link, long then) {
    return drafts.values().stream()
        .anyMatch(draft -> draft.link == link && draft.dueAt == NOT_DUE && draft.sentAt - then < 0);
  }

  int size() {
    return drafts.size();
  }
}
