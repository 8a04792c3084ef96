package chatnode.presence;

import chatnode.bus.PresenceWord;
import chatnode.bus.PresenceWord.Change;
import chatnode.bus.PresenceWord.Typist;
import chatnode.clock.Clock;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who is in which room, anywhere in the cluster: one for all loops of a node, living on one of
 * them.
 *
 * <pre>
 *   sessions -> Attendance, one per loop --steps of a turn--> Presence --words--> the other nodes
 *   rooms    <- Attendance               <--told each tick---          <--words--
 *                  reads ->  Board  <- posted at once
 * </pre>
 *
 * <p>Each node owns the list of its own people and tells the others what changes; nothing of it is
 * stored. Who misses a version asks for the whole list, which is told to everybody at most once a
 * beat and in pages, however many ask.
 */
public final class Presence {

  /** How often people are told what changed, and the other nodes that all is as it was. */
  public record Pace(long tellMs, long beatMs) {}

  private final String node;
  private final Clock clock;
  private final Pace pace;
  private final Board board = new Board();
  private final Crowds crowds = new Crowds(board);
  private final OwnPeople own = new OwnPeople();
  private final Voice voice;
  private final Neighbours neighbours;
  private final Typists typists = new Typists(4 * Voice.TYPING_BYTES);
  private final List<Attendance> attendances = new ArrayList<>();
  private final List<Clock.Timer> timers = new ArrayList<>(2);
  private final Hearing hearing = new Hearing();

  /** What happens on {@code clock}'s loop; {@code bus} takes what the other nodes are told. */
  public Presence(String node, Clock clock, Consumer<PresenceWord> bus, Pace pace) {
    this.node = node;
    this.clock = clock;
    this.pace = pace;
    this.voice = new Voice(node, clock, bus, own);
    this.neighbours = new Neighbours(crowds::apply, voice::ask);
  }

  /** To be called when the node hears the others. */
  public void start() {
    clock.soon(
        () -> {
          timers.add(clock.every(pace.tellMs(), this::tell));
          timers.add(clock.every(pace.beatMs(), this::beat));
          voice.ask(PresenceWord.Question.ALL);
        });
  }

  /** Nothing is said any more when {@code stopped} is run. */
  void stop(Runnable stopped) {
    clock.soon(
        () -> {
          timers.forEach(Clock.Timer::cancel);
          stopped.run();
        });
  }

  /** What another node says, on any thread. */
  public void hear(PresenceWord word) {
    clock.soon(() -> word.dispatch(hearing));
  }

  /** A node is gone, as the cluster says. */
  public void nodeLeft(String gone) {
    clock.soon(
        () -> {
          neighbours.forget(gone);
          crowds.post();
        });
  }

  /** For the loop whose clock it is; {@code listener} is told there what changes. */
  public Attendance attend(Clock loop, Attendance.Listener listener) {
    Attendance attendance = new Attendance(loop, board, this, listener);
    clock.soon(() -> attendances.add(attendance));
    return attendance;
  }

  /** What happened on a loop in one of its turns; {@code posted} is run when the board shows it. */
  void take(List<Step> steps, Runnable posted) {
    clock.soon(
        () -> {
          steps.forEach(this::take);
          crowds.post();
          posted.run();
        });
  }

  private void take(Step step) {
    Change here = new Change(step.room(), step.person(), true);
    switch (step.what()) {
      case ENTER -> {
        own.enter(step.room(), step.person());
        crowds.apply(node, here);
      }
      case LEAVE -> {
        if (own.leave(step.room(), step.person())) {
          crowds.apply(node, new Change(step.room(), step.person(), false));
        }
      }
      case RENAME -> {
        if (own.rename(step.room(), step.person())) {
          crowds.apply(node, here);
        }
      }
      case TYPE -> {
        voice.type(new Typist(step.room(), step.person()));
        typists.add(new Typist(step.room(), step.person()));
      }
    }
  }

  private void tell() {
    voice.tell();
    List<ServerFrame.Presence> changes = crowds.changes(own::isIn);
    List<ServerFrame.Typing> typing = typists.frames();
    typists.clear();
    if (!changes.isEmpty() || !typing.isEmpty()) {
      attendances.forEach(each -> each.tell(changes, typing));
    }
  }

  private void beat() {
    neighbours.beat();
    crowds.post();
    voice.beat();
  }

  /** What the other nodes say; the bus brings back what this one says itself, too. */
  private final class Hearing implements PresenceWord.Handler {
    @Override
    public void changes(PresenceWord.Changes changes) {
      if (!changes.node().equals(node)) {
        neighbours.hear(changes);
        crowds.post();
      }
    }

    @Override
    public void page(PresenceWord.Page page) {
      if (!page.node().equals(node)) {
        neighbours.hear(page);
        crowds.post();
      }
    }

    @Override
    public void typing(PresenceWord.Typing typing) {
      if (!typing.node().equals(node)) {
        typing.typists().stream().filter(each -> own.isIn(each.room())).forEach(typists::add);
      }
    }

    @Override
    public void question(PresenceWord.Question question) {
      voice.hear(question);
    }
  }
}
