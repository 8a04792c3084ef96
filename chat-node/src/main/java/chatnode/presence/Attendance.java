package chatnode.presence;

import chatnode.clock.Clock;
import chatnode.presence.Step.What;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One loop's way to the {@link Presence} of its node: its sessions say here who comes and goes, and
 * its rooms ask here who is where.
 *
 * <p>What is asked is read off the node's board, at once and on this loop. Those of this loop who
 * are not on it yet are added, so that whoever joins is in the list that he gets, and a room that
 * is full is full for the next.
 */
public final class Attendance {

  /** Is told on the loop, a few times a second, what changed in rooms of this node. */
  public interface Listener {
    void presence(ServerFrame.Presence changes);

    void typing(ServerFrame.Typing typing);
  }

  private final Clock clock;
  private final Board board;
  private final Presence presence;
  private final Listener listener;
  private final Map<String, Map<String, Person>> newcomers = new HashMap<>();
  private final Deque<List<Step>> onTheWay = new ArrayDeque<>();
  private List<Step> steps = new ArrayList<>();
  private long shown;

  /** How many hand-overs the board shows; written on the loop of the presence. */
  private volatile long posted;

  Attendance(Clock clock, Board board, Presence presence, Listener listener) {
    this.clock = clock;
    this.board = board;
    this.presence = presence;
    this.listener = listener;
  }

  public void enter(String room, Person person) {
    if (board.of(room).people().stream().noneMatch(each -> each.id().equals(person.id()))) {
      newcomers.computeIfAbsent(room, r -> new LinkedHashMap<>()).put(person.id(), person);
    }
    add(new Step(What.ENTER, room, person));
  }

  public void leave(String room, Person person) {
    forget(room, person);
    add(new Step(What.LEAVE, room, person));
  }

  public void rename(String room, Person person) {
    add(new Step(What.RENAME, room, person));
  }

  /** The person is writing in the room. */
  public void type(String room, Person person) {
    add(new Step(What.TYPE, room, person));
  }

  /** Those of a turn leave together. */
  private void add(Step step) {
    if (steps.isEmpty()) {
      clock.soon(this::handOver);
    }
    steps.add(step);
  }

  private void handOver() {
    catchUp();
    onTheWay.add(steps);
    long number = shown + onTheWay.size();
    presence.take(steps, () -> posted = number);
    steps = new ArrayList<>();
  }

  /** Forgets the newcomers whom the board shows by now. */
  private void catchUp() {
    while (shown < posted) {
      shown++;
      onTheWay.remove().stream()
          .filter(step -> step.what() == What.ENTER)
          .forEach(step -> forget(step.room(), step.person()));
    }
  }

  private void forget(String room, Person person) {
    newcomers.computeIfPresent(
        room,
        (r, people) -> {
          people.remove(person.id());
          return people.isEmpty() ? null : people;
        });
  }

  /** Tells this loop, from another. */
  void tell(List<ServerFrame.Presence> changes, List<ServerFrame.Typing> typing) {
    clock.soon(
        () -> {
          changes.forEach(listener::presence);
          typing.forEach(listener::typing);
        });
  }

  /** How many people are in the room, as far as it is known here by now. */
  public int count(String room) {
    catchUp();
    return board.of(room).count() + newcomers.getOrDefault(room, Map.of()).size();
  }

  /** The first people in the room, of a large one not all. */
  public List<Person> people(String room) {
    catchUp();
    List<Person> posted = board.of(room).people();
    Map<String, Person> more = newcomers.get(room);
    return more == null
        ? posted
        : Stream.concat(posted.stream(), more.values().stream()).limit(Crowds.LISTED).toList();
  }

  /** Rooms by people, most first, as they were within the last second: see {@link Board}. */
  public List<ServerFrame.Rooms.Count> busiest(Object view, Predicate<String> isSeen) {
    return board.busiest(view, isSeen, clock.nanos());
  }
}
