package chatnode.presence;

import chatnode.bus.PresenceWord.Typist;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who is writing, since the last time it was told: each once, however often they say so, and of a
 * room no more than anybody would read. It is not worth more than {@code maxBytes} at a time; who
 * does not fit says so again in a moment.
 */
final class Typists {
  static final int LISTED = 20;

  private final int maxBytes;
  private final Map<String, Map<String, Person>> rooms = new LinkedHashMap<>();
  private int bytes;

  Typists(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  void add(Typist typist) {
    Map<String, Person> people = rooms.getOrDefault(typist.room(), Map.of());
    boolean known = people.containsKey(typist.person().id());
    if (known || people.size() >= LISTED || bytes + typist.bytes() > maxBytes) {
      return;
    }
    bytes += typist.bytes();
    rooms
        .computeIfAbsent(typist.room(), room -> new LinkedHashMap<>())
        .put(typist.person().id(), typist.person());
  }

  boolean isEmpty() {
    return rooms.isEmpty();
  }

  List<Typist> list() {
    List<Typist> list = new ArrayList<>();
    rooms.forEach(
        (room, people) -> people.values().forEach(each -> list.add(new Typist(room, each))));
    return list;
  }

  List<ServerFrame.Typing> frames() {
    return rooms.entrySet().stream()
        .map(each -> new ServerFrame.Typing(each.getKey(), List.copyOf(each.getValue().values())))
        .toList();
  }

  void clear() {
    rooms.clear();
    bytes = 0;
  }
}
