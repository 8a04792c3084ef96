package chatnode.presence;

import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The people in one room: someone is here as long as any node says so. */
final class Crowd {
  private final Map<String, Here> people = new LinkedHashMap<>();
  private final Map<String, Person> joined = new LinkedHashMap<>();
  private final Map<String, Person> left = new LinkedHashMap<>();

  private static final class Here {
    private Person person;
    private final List<String> nodes = new ArrayList<>(1);
  }

  void enter(String node, Person person) {
    Here here = people.computeIfAbsent(person.id(), id -> new Here());
    if (!here.nodes.contains(node)) {
      here.nodes.add(node);
    }
    if (!person.equals(here.person)) {
      here.person = person;
      left.remove(person.id());
      joined.put(person.id(), person);
    }
  }

  void leave(String node, Person person) {
    Here here = people.get(person.id());
    if (here == null || !here.nodes.remove(node) || !here.nodes.isEmpty()) {
      return;
    }
    people.remove(person.id());
    joined.remove(person.id());
    left.put(person.id(), person);
  }

  boolean isEmpty() {
    return people.isEmpty();
  }

  Board.Sheet sheet(int listed) {
    List<Person> list = people.values().stream().limit(listed).map(each -> each.person).toList();
    return new Board.Sheet(list, people.size());
  }

  /** What changed since the last call, or null when nothing did. */
  ServerFrame.Presence changes(String room, int max) {
    if (joined.isEmpty() && left.isEmpty()) {
      return null;
    }
    ServerFrame.Presence presence =
        new ServerFrame.Presence(
            room,
            joined.values().stream().limit(max).toList(),
            left.values().stream().limit(max).toList(),
            people.size());
    joined.clear();
    left.clear();
    return presence;
  }
}
