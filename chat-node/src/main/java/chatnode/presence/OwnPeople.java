package chatnode.presence;

import chatnode.bus.PresenceWord.Change;
import chatnode.protocol.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The people with sockets on this node, and what of it the other nodes have not been told. Whoever
 * has several sockets in a room is one person until the last of them is gone.
 */
final class OwnPeople {
  private record Key(String room, String id) {}

  private static final class Sockets {
    private Person person;
    private int count;
  }

  private final Map<String, Map<String, Sockets>> rooms = new HashMap<>();
  private final Map<Key, Change> untold = new LinkedHashMap<>();
  private long version;

  void enter(String room, Person person) {
    Sockets sockets =
        rooms
            .computeIfAbsent(room, r -> new HashMap<>())
            .computeIfAbsent(person.id(), id -> new Sockets());
    sockets.count++;
    call(room, sockets, person);
  }

  /** False when sockets of the person are left. */
  boolean leave(String room, Person person) {
    Map<String, Sockets> people = rooms.getOrDefault(room, Map.of());
    Sockets sockets = people.get(person.id());
    if (sockets == null || --sockets.count > 0) {
      return false;
    }
    people.remove(person.id());
    if (people.isEmpty()) {
      rooms.remove(room);
    }
    tell(new Change(room, person, false));
    return true;
  }

  /** False when the person has left the room meanwhile. */
  boolean rename(String room, Person person) {
    Sockets sockets = rooms.getOrDefault(room, Map.of()).get(person.id());
    if (sockets != null) {
      call(room, sockets, person);
    }
    return sockets != null;
  }

  private void call(String room, Sockets sockets, Person person) {
    if (!person.equals(sockets.person)) {
      sockets.person = person;
      tell(new Change(room, person, true));
    }
  }

  private void tell(Change change) {
    untold.put(new Key(change.room(), change.person().id()), change);
  }

  boolean isIn(String room) {
    return rooms.containsKey(room);
  }

  long version() {
    return version;
  }

  /** The next portion of news is to be told. */
  long nextVersion() {
    return ++version;
  }

  List<Change> takeUntold() {
    List<Change> changes = List.copyOf(untold.values());
    untold.clear();
    return changes;
  }

  List<Change> all() {
    List<Change> all = new ArrayList<>();
    rooms.forEach(
        (room, people) ->
            people.values().forEach(each -> all.add(new Change(room, each.person, true))));
    return all;
  }
}
