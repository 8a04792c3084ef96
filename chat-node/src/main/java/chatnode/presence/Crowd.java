package chatnode.presence;

import chatnode.bus.LoopId;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The people in one room: someone is here as long as any loop says so. */
final class Crowd {
  private final Map<String, Here> people = new LinkedHashMap<>();
  private final Map<String, Person> joined = new LinkedHashMap<>();
  private final Map<String, Person> left = new LinkedHashMap<>();

  private static final class Here {
    private String nick;
    private final List<LoopId> loops = new ArrayList<>(1);
  }

  void enter(LoopId loop, Person person) {
    Here here = people.computeIfAbsent(person.id(), id -> new Here());
    if (!here.loops.contains(loop)) {
      here.loops.add(loop);
    }
    if (!person.nick().equals(here.nick)) {
      here.nick = person.nick();
      left.remove(person.id());
      joined.put(person.id(), person);
    }
  }

  void leave(LoopId loop, Person person) {
    Here here = people.get(person.id());
    if (here == null || !here.loops.remove(loop) || !here.loops.isEmpty()) {
      return;
    }
    people.remove(person.id());
    joined.remove(person.id());
    left.put(person.id(), person);
  }

  int count() {
    return people.size();
  }

  List<Person> listed(int max) {
    return people.entrySet().stream()
        .limit(max)
        .map(each -> new Person(each.getKey(), each.getValue().nick))
        .toList();
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
            count());
    joined.clear();
    left.clear();
    return presence;
  }
}
