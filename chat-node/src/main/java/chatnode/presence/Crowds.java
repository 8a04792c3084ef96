package chatnode.presence;

import chatnode.bus.PresenceWord.Change;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The people in all rooms, as all nodes together say. What changes goes up on the board. */
final class Crowds {
  static final int LISTED = 200;

  private final Board board;
  private final Map<String, Crowd> crowds = new HashMap<>();

  /** Rooms whose sheet on the board is an old one. */
  private final Set<String> unposted = new HashSet<>();

  /** Rooms that changed since the people in them were told. */
  private final Set<String> untold = new HashSet<>();

  Crowds(Board board) {
    this.board = board;
  }

  void apply(String node, Change change) {
    Crowd crowd = crowds.computeIfAbsent(change.room(), room -> new Crowd());
    if (change.here()) {
      crowd.enter(node, change.person());
    } else {
      crowd.leave(node, change.person());
    }
    unposted.add(change.room());
  }

  void post() {
    for (String room : unposted) {
      Crowd crowd = crowds.get(room);
      board.post(room, crowd.isEmpty() ? null : crowd.sheet(LISTED));
    }
    untold.addAll(unposted);
    unposted.clear();
  }

  /** What changed in the rooms that are wanted since this was asked last. */
  List<ServerFrame.Presence> changes(Predicate<String> wanted) {
    List<ServerFrame.Presence> changes = new ArrayList<>();
    for (String room : untold) {
      Crowd crowd = crowds.get(room);
      ServerFrame.Presence presence = crowd.changes(room, LISTED);
      if (presence != null && wanted.test(room)) {
        changes.add(presence);
      }
      if (crowd.isEmpty()) {
        crowds.remove(room);
      }
    }
    untold.clear();
    return changes;
  }
}
