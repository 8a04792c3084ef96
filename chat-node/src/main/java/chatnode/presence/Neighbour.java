package chatnode.presence;

import chatnode.bus.PresenceWord.Change;
import chatnode.bus.PresenceWord.Changes;
import chatnode.bus.PresenceWord.Page;
import chatnode.protocol.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is known of the people of one other node. Whatever changes of it goes to {@code crowds}. */
final class Neighbour {
  private final Consumer<Change> crowds;
  private Map<String, Map<String, Person>> rooms = new HashMap<>();
  private long version;

  /** The highest version that it has spoken of. */
  private long said;

  private Gathering gathering;
  private int silent;

  /** Pages of a list of which the last is yet to come. */
  private static final class Gathering {
    private final long version;
    private final List<Change> people = new ArrayList<>();
    private int next;

    Gathering(long version) {
      this.version = version;
    }
  }

  Neighbour(Consumer<Change> crowds) {
    this.crowds = crowds;
  }

  /** False when something is missing in between: the whole list is wanted then. */
  boolean hear(Changes news) {
    silent = 0;
    said = Math.max(said, news.version());
    if (news.version() <= version) {
      return true;
    }
    if (news.version() != version + 1 || news.changes().isEmpty()) {
      return false;
    }
    news.changes().forEach(this::apply);
    version = news.version();
    return true;
  }

  /** False when pages are missing. */
  boolean hear(Page page) {
    silent = 0;
    said = Math.max(said, page.version());
    if (page.version() <= version) {
      return true;
    }
    if (page.index() == 0) {
      gathering = new Gathering(page.version());
    }
    if (gathering == null
        || gathering.version != page.version()
        || gathering.next != page.index()) {
      gathering = null;
      return false;
    }
    gathering.people.addAll(page.people());
    gathering.next++;
    if (page.last()) {
      replace(gathering.people);
      version = page.version();
      gathering = null;
    }
    return true;
  }

  /** Whether nothing that it has spoken of is missing here. */
  boolean isCurrent() {
    return version >= said;
  }

  /** One more beat has passed; how many have since it was heard. */
  int silentFor() {
    return ++silent;
  }

  /** Nobody is there any more. */
  void leave() {
    replace(List.of());
  }

  private void replace(List<Change> all) {
    Map<String, Map<String, Person>> before = rooms;
    rooms = new HashMap<>();
    all.forEach(this::apply);
    before.forEach(
        (room, people) -> {
          Map<String, Person> now = rooms.getOrDefault(room, Map.of());
          people.values().stream()
              .filter(person -> !now.containsKey(person.id()))
              .forEach(person -> crowds.accept(new Change(room, person, false)));
        });
  }

  private void apply(Change change) {
    if (change.here()) {
      rooms
          .computeIfAbsent(change.room(), room -> new HashMap<>())
          .put(change.person().id(), change.person());
    } else {
      rooms.computeIfPresent(
          change.room(),
          (room, people) -> {
            people.remove(change.person().id());
            return people.isEmpty() ? null : people;
          });
    }
    crowds.accept(change);
  }
}
