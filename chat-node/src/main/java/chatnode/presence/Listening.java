package chatnode.presence;

import chatnode.bus.Interest;
import chatnode.bus.PresenceWord;
import chatnode.bus.PresenceWord.Change;
import chatnode.clock.Clock;
import chatnode.protocol.Person;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * To which rooms somebody listens on which node: people, streams that nobody has a name on, and
 * whoever else has a room open. One for all loops of a node, as {@link Presence} is, and told,
 * numbered and mended in the same way; only that a room that is opened is told of at once, as what
 * is said in it until the others know does not come here.
 */
public final class Listening implements Interest {

  /** Stands for all loops of a node that listen. */
  private static final Person SOMEBODY = new Person("", "");

  private final String node;
  private final Clock clock;
  private final Presence.Pace pace;
  private final Supplier<Set<String>> members;
  private final OwnPeople own = new OwnPeople();
  private final Voice voice;
  private final Neighbours neighbours;
  private final List<Clock.Timer> timers = new ArrayList<>(2);
  private final Hearing hearing = new Hearing();

  /** The other nodes that listen to a room; written on the clock's loop, and read on all. */
  private final Map<String, Set<String>> rooms = new ConcurrentHashMap<>();

  /** Whether all other members have said to what they listen. */
  private volatile boolean isComplete;

  private boolean speaks;
  private boolean telling;

  /**
   * What happens on {@code clock}'s loop; {@code bus} takes what the other nodes are told. {@code
   * members} are the node ids of all members at the moment.
   */
  public Listening(
      String node,
      Clock clock,
      Consumer<PresenceWord> bus,
      Presence.Pace pace,
      Supplier<Set<String>> members) {
    this.node = node;
    this.clock = clock;
    this.pace = pace;
    this.members = members;
    this.voice = new Voice(node, clock, bus, own);
    this.neighbours = new Neighbours(this::apply, voice::ask);
  }

  /**
   * To be called when all loops of the node can be reached: the others send it everything until it
   * says what it wants.
   */
  public void start() {
    clock.soon(
        () -> {
          speaks = true;
          timers.add(clock.every(pace.tellMs(), voice::tell));
          timers.add(clock.every(pace.beatMs(), this::beat));
          voice.ask(PresenceWord.Question.ALL);
          beat();
        });
  }

  /** Nothing is said any more when {@code stopped} is run. */
  void stop(Runnable stopped) {
    clock.soon(
        () -> {
          speaks = false;
          timers.forEach(Clock.Timer::cancel);
          stopped.run();
        });
  }

  // ---- what this node wants

  @Override
  public void begin(String room) {
    clock.soon(
        () -> {
          own.enter(room, SOMEBODY);
          tellSoon();
        });
  }

  @Override
  public void end(String room) {
    clock.soon(() -> own.leave(room, SOMEBODY));
  }

  /** Behind what has been begun already. */
  private void tellSoon() {
    if (!telling) {
      telling = true;
      clock.soon(
          () -> {
            telling = false;
            if (speaks) {
              voice.tell();
            }
          });
    }
  }

  private void beat() {
    neighbours.beat();
    voice.beat();
    voice.tell();
    lookWhoIsHere();
  }

  // ---- what the others want

  @Override
  public Optional<Set<String>> in(String room) {
    return isComplete ? Optional.of(rooms.getOrDefault(room, Set.of())) : Optional.empty();
  }

  private void apply(String from, Change change) {
    rooms.compute(
        change.room(),
        (room, nodes) -> {
          Set<String> now = nodes == null ? new HashSet<>() : new HashSet<>(nodes);
          if (change.here()) {
            now.add(from);
          } else {
            now.remove(from);
          }
          return now.isEmpty() ? null : Set.copyOf(now);
        });
  }

  private void lookWhoIsHere() {
    isComplete =
        members.get().stream().allMatch(each -> each.equals(node) || neighbours.isCurrent(each));
  }

  /** What another node says, on any thread. */
  public void hear(PresenceWord word) {
    learn(() -> word.dispatch(hearing));
  }

  /** A node is gone, as the cluster says. */
  public void nodeLeft(String gone) {
    learn(() -> neighbours.forget(gone));
  }

  /** Members may be here that were not heard for long. */
  public void merged() {
    learn(() -> {});
  }

  private void learn(Runnable news) {
    clock.soon(
        () -> {
          news.run();
          lookWhoIsHere();
        });
  }

  private final class Hearing implements PresenceWord.Handler {
    @Override
    public void changes(PresenceWord.Changes changes) {
      if (!changes.node().equals(node)) {
        neighbours.hear(changes);
      }
    }

    @Override
    public void page(PresenceWord.Page page) {
      if (!page.node().equals(node)) {
        neighbours.hear(page);
      }
    }

    @Override
    public void typing(PresenceWord.Typing typing) {}

    @Override
    public void question(PresenceWord.Question question) {
      voice.hear(question);
    }
  }
}
