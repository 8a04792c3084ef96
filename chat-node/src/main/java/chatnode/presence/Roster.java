package chatnode.presence;

import chatnode.bus.LoopId;
import chatnode.bus.PresenceNews;
import chatnode.bus.PresenceNews.Change;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is in which room, anywhere in the cluster.
 *
 * <p>Each loop owns the list of its own people and tells the others what changes; nothing of it is
 * stored. A loop that misses a version asks for the whole list, and when a node is gone its lists
 * are dropped: no ghosts.
 */
public final class Roster {
  private static final int LISTED = 200;

  private final LoopId self;
  private final Map<LoopId, People> lists = new HashMap<>();
  private final Map<String, Crowd> crowds = new HashMap<>();
  private final Map<String, Map<String, Integer>> sockets = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final Map<List<String>, Change> untold = new LinkedHashMap<>();

  public Roster(LoopId self) {
    this.self = self;
    lists.put(self, new People());
  }

  // ---- this loop's own people

  public void enter(String room, Person person) {
    sockets.computeIfAbsent(room, r -> new HashMap<>()).merge(person.id(), 1, Integer::sum);
    own(new Change(room, person, true));
  }

  public void leave(String room, Person person) {
    Map<String, Integer> counts = sockets.get(room);
    if (counts.merge(person.id(), -1, Integer::sum) == 0) {
      counts.remove(person.id());
      if (counts.isEmpty()) {
        sockets.remove(room);
      }
      own(new Change(room, person, false));
    }
  }

  public void rename(String room, Person person) {
    own(new Change(room, person, true));
  }

  private void own(Change change) {
    if (apply(self, change)) {
      untold.put(List.of(change.room(), change.person().id()), change);
    }
  }

  /** What the other loops have not been told, or null. */
  public PresenceNews news() {
    if (untold.isEmpty()) {
      return null;
    }
    List<Change> changes = List.copyOf(untold.values());
    untold.clear();
    return new PresenceNews(self, ++lists.get(self).version, false, changes);
  }

  public PresenceNews whole() {
    People own = lists.get(self);
    List<Change> all = new ArrayList<>();
    own.rooms.forEach(
        (room, people) ->
            people.forEach((id, nick) -> all.add(new Change(room, new Person(id, nick), true))));
    return new PresenceNews(self, own.version, true, all);
  }

  public long version() {
    return lists.get(self).version;
  }

  // ---- the others'

  /** False when something is missing in between: the whole list is wanted then. */
  public boolean hear(PresenceNews news) {
    if (news.from().equals(self)) {
      return true;
    }
    People known = lists.computeIfAbsent(news.from(), from -> new People());
    if (news.whole()) {
      replace(news.from(), known, news.changes());
    } else if (news.version() <= known.version) {
      return true;
    } else if (news.version() != known.version + 1) {
      return false;
    } else {
      news.changes().forEach(change -> apply(news.from(), change));
    }
    known.version = news.version();
    return true;
  }

  public boolean isCurrent(LoopId loop, long version) {
    People known = lists.get(loop);
    return known == null ? version == 0 : known.version >= version;
  }

  private void replace(LoopId from, People known, List<Change> all) {
    People fresh = new People();
    all.forEach(change -> fresh.put(change));
    known.rooms.forEach(
        (room, people) ->
            List.copyOf(people.keySet()).stream()
                .filter(id -> !fresh.has(room, id))
                .forEach(id -> crowd(room).leave(from, new Person(id, people.get(id)))));
    known.rooms.clear();
    known.rooms.putAll(fresh.rooms);
    all.forEach(change -> crowd(change.room()).enter(from, change.person()));
  }

  public void dropNode(String node) {
    for (LoopId loop : List.copyOf(lists.keySet())) {
      if (loop.node().equals(node) && !loop.equals(self)) {
        replace(loop, lists.remove(loop), List.of());
      }
    }
  }

  private boolean apply(LoopId from, Change change) {
    if (!lists.get(from).put(change)) {
      return false;
    }
    if (change.here()) {
      crowd(change.room()).enter(from, change.person());
    } else {
      crowd(change.room()).leave(from, change.person());
    }
    return true;
  }

  private Crowd crowd(String room) {
    changed.add(room);
    return crowds.computeIfAbsent(room, r -> new Crowd());
  }

  // ---- what rooms ask

  public int count(String room) {
    Crowd crowd = crowds.get(room);
    return crowd == null ? 0 : crowd.count();
  }

  public List<Person> members(String room) {
    Crowd crowd = crowds.get(room);
    return crowd == null ? List.of() : crowd.listed(LISTED);
  }

  /** Rooms by people, most first. */
  public List<ServerFrame.Rooms.Count> busiest(int limit) {
    return crowds.entrySet().stream()
        .map(each -> new ServerFrame.Rooms.Count(each.getKey(), each.getValue().count()))
        .filter(each -> each.count() > 0)
        .sorted(
            Comparator.comparingInt(ServerFrame.Rooms.Count::count)
                .reversed()
                .thenComparing(ServerFrame.Rooms.Count::room))
        .limit(limit)
        .toList();
  }

  /** What changed in a room since it was last asked, for the rooms where something did. */
  public Map<String, ServerFrame.Presence> changes() {
    Map<String, ServerFrame.Presence> changes = new HashMap<>();
    for (String room : changed) {
      Crowd crowd = crowds.get(room);
      ServerFrame.Presence presence = crowd.changes(room, LISTED);
      if (presence != null) {
        changes.put(room, presence);
      }
      if (crowd.count() == 0) {
        crowds.remove(room);
      }
    }
    changed.clear();
    return changes;
  }

  /** The list of one loop: room, person's id, nickname. */
  private static final class People {
    private final Map<String, Map<String, String>> rooms = new HashMap<>();
    private long version;

    boolean has(String room, String id) {
      return rooms.getOrDefault(room, Map.of()).containsKey(id);
    }

    /** False when that is how it was. */
    boolean put(Change change) {
      String id = change.person().id();
      if (change.here()) {
        String nick = change.person().nick();
        return !nick.equals(
            rooms.computeIfAbsent(change.room(), r -> new HashMap<>()).put(id, nick));
      }
      Map<String, String> people = rooms.get(change.room());
      boolean was = people != null && people.remove(id) != null;
      if (was && people.isEmpty()) {
        rooms.remove(change.room());
      }
      return was;
    }
  }
}
