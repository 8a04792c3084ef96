package chatnode.bus;

import chatnode.clock.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which members this node really hears, and which hear it.
 *
 * <p>Being a member says nothing about the event bus, which has addresses and connections of its
 * own: so every node says once a second over the real bus that it is there, whom it hears and how
 * it is. Who sends connects to whom it sends to: a node that hears nobody is one that cannot be
 * reached.
 *
 * <p>Speaks and listens on one loop; may be asked on any thread.
 */
public final class RollCall {
  private static final String NODES = "chat.nodes";
  private static final int CALL_MS = 1000;
  private static final int ASK_MS = 150;
  private static final long SECOND = 1_000_000_000L;

  /** Three words missed. */
  private static final long SILENCE = 4 * SECOND;

  private record Heard(long at, Word word) {}

  private final Vertx vertx;
  private final Clock clock;
  private final Hints hints;
  private final String self;
  private final Supplier<Set<String>> members;
  private final long patience;
  private final Map<String, Heard> words = new ConcurrentHashMap<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final Map<String, Long> since = new ConcurrentHashMap<>();
  private final List<Clock.Timer> timers = new ArrayList<>(2);
  private static final int MAX_URLS = 1000;

  private Introduction introduction;
  private boolean answering;
  private boolean leaving;
  private volatile boolean complete;
  private volatile List<List<String>> urls = List.of();
  private volatile Set<String> everHeard = Set.of();

  /**
   * {@code clock} is the one of the loop it speaks on, {@code members} are the node ids of all
   * members at the moment. One that was heard is missed after {@code patienceMs} of silence.
   */
  public RollCall(
      Vertx vertx, Clock clock, String self, Supplier<Set<String>> members, long patienceMs) {
    this.vertx = vertx;
    this.clock = clock;
    this.hints = new Hints(vertx.eventBus());
    this.self = self;
    this.members = members;
    this.patience = patienceMs * 1_000_000;
  }

  public Future<Void> start(Introduction own) {
    introduction = own;
    return Future.future(
        started ->
            clock.soon(
                () -> {
                  vertx
                      .eventBus()
                      .<Buffer>consumer(NODES, message -> hear(Word.of(message.body())))
                      .completion()
                      .onComplete(started);
                  timers.add(clock.every(CALL_MS, this::tick));
                  timers.add(clock.every(ASK_MS, this::askAtFirst));
                  say(true);
                }));
  }

  /** This node is about to go, and the others are told at once. */
  public void leave() {
    clock.soon(
        () -> {
          leaving = true;
          say(false);
        });
  }

  /** Whether somebody else is here who has not said that he is about to go, too. */
  public boolean isAnybodyStaying() {
    return members.get().stream()
        .filter(member -> !member.equals(self))
        .anyMatch(member -> !words.containsKey(member) || !words.get(member).word().leaves());
  }

  /** Asks the cluster for nobody any more, as it is gone before the loops are. */
  public void stop() {
    clock.soon(() -> timers.forEach(Clock.Timer::cancel));
  }

  private void say(boolean asks) {
    answering = false;
    Set<String> hears =
        words.keySet().stream().filter(this::isHeard).collect(Collectors.toUnmodifiableSet());
    Word word =
        new Word(
            self, asks, leaving, hears, introduction.urls().get(), introduction.figures().get());
    hints.publish(NODES, word.toBuffer());
  }

  void hear(Word word) {
    if (word.node().equals(self)) {
      return;
    }
    words.put(word.node(), new Heard(clock.nanos(), word));
    counts.merge(word.node(), 1L, Long::sum);
    learnUrls();
    if (word.asks() && !answering) {
      answering = true; // one answer for all who ask in this turn
      clock.soon(() -> say(false));
    }
  }

  /** A node that starts need not wait a second for each of the others. */
  private void askAtFirst() {
    if (!complete && !unheard().isEmpty()) {
      say(true);
    }
  }

  private void tick() {
    Set<String> now = members.get();
    long time = clock.nanos();
    now.forEach(member -> since.putIfAbsent(member, time));
    since.keySet().retainAll(now);
    words.keySet().retainAll(now);
    counts.keySet().retainAll(now);
    learnUrls();
    say(false);
  }

  private void learnUrls() {
    urls =
        words.entrySet().stream()
            .filter(each -> isHeard(each.getKey()))
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getValue().word().urls())
            .filter(each -> !each.isEmpty())
            .toList();
    Set<String> all = new HashSet<>(everHeard);
    urls.forEach(all::addAll);
    if (all.size() > everHeard.size() && all.size() <= MAX_URLS) {
      everHeard = Set.copyOf(all);
    }
  }

  private boolean isMissing(String member, long now, long patience) {
    Heard heard = words.get(member);
    Long last = heard == null ? since.get(member) : Long.valueOf(heard.at());
    return last != null && now - last > patience;
  }

  private boolean isHeard(String member) {
    return !isMissing(member, clock.nanos(), SILENCE);
  }

  /**
   * Members that do not reach this node. At first all must have been heard; from then on a member
   * that is new, or silent, has its time, as one that stands still must not make the others refuse
   * clients too: in that time the cluster drops it.
   */
  public Set<String> unheard() {
    long now = clock.nanos();
    Set<String> unheard =
        members.get().stream()
            .filter(member -> !member.equals(self))
            .filter(
                member -> complete ? isMissing(member, now, patience) : !words.containsKey(member))
            .collect(Collectors.toSet());
    complete |= unheard.isEmpty();
    return unheard;
  }

  /** Members that say, in what this node hears of them, that they do not hear it. */
  public Set<String> deaf() {
    long now = clock.nanos();
    return members.get().stream()
        .filter(this::saysItDoesNotHearUs)
        .filter(member -> now - since.getOrDefault(member, now) > SILENCE)
        .collect(Collectors.toSet());
  }

  private boolean saysItDoesNotHearUs(String member) {
    Heard heard = words.get(member);
    return heard != null && !heard.word().hears().contains(self);
  }

  /** Where clients reach each of the members that are heard at the moment. */
  public List<List<String>> urls() {
    return urls;
  }

  /** The same of all that were ever heard: the pages of one that is gone are to come here. */
  public Set<String> everHeard() {
    return everHeard;
  }

  /** What the members last said about themselves, by node. */
  public Map<String, Buffer> figures() {
    return words.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().word().figures()));
  }

  /** Words heard, by node. */
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }
}
