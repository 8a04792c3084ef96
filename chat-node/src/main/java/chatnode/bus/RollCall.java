package chatnode.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
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
 */
public final class RollCall {
  private static final String NODES = "chat.nodes";
  private static final int CALL_MS = 1000;
  private static final int ASK_MS = 150;
  private static final int NAME_LENGTH = 4;
  private static final long SECOND = 1_000_000_000L;

  /** Three words missed. */
  private static final long SILENCE = 4 * SECOND;

  /** What a member said last. */
  private record Word(long heardAt, Set<String> hears, JsonObject stats) {}

  private final Vertx vertx;
  private final Context loop;
  private final Hints hints;
  private final String self;
  private final Supplier<Set<String>> members;
  private final long patience;
  private final Map<String, Word> words = new ConcurrentHashMap<>();
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final Map<String, Long> since = new ConcurrentHashMap<>();
  private Supplier<JsonObject> stats = JsonObject::new;
  private final List<Long> timers = new ArrayList<>(2);
  private boolean answering;
  private volatile boolean complete;

  /**
   * {@code members} are the node ids of all members at the moment. One that was heard is missed
   * after {@code patienceMs} of silence.
   */
  public RollCall(Vertx vertx, String self, Supplier<Set<String>> members, long patienceMs) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.hints = new Hints(vertx.eventBus());
    this.self = self;
    this.members = members;
    this.patience = patienceMs * 1_000_000;
  }

  /** From now on {@code stats} travel with the words of this node. */
  public Future<Void> start(Supplier<JsonObject> stats) {
    this.stats = stats;
    return Future.future(
        started ->
            loop.runOnContext(
                v -> {
                  vertx
                      .eventBus()
                      .<Buffer>consumer(NODES, message -> hear(new JsonObject(message.body())))
                      .completion()
                      .onComplete(started);
                  timers.add(vertx.setPeriodic(CALL_MS, t -> tick()));
                  timers.add(vertx.setPeriodic(ASK_MS, t -> askAtFirst()));
                  say(true);
                }));
  }

  /** Asks the cluster for nobody any more, as it is gone before the loops are. */
  public void stop() {
    loop.runOnContext(v -> timers.forEach(vertx::cancelTimer));
  }

  // ---- what is said

  private void say(boolean ask) {
    answering = false;
    JsonObject word =
        new JsonObject()
            .put("node", self)
            .put("ask", ask)
            .put("hears", new JsonArray(words.keySet().stream().filter(this::isHeard).toList()))
            .put("stats", stats.get());
    hints.publish(NODES, word.toBuffer());
  }

  private void hear(JsonObject json) {
    String from = json.getString("node");
    if (from.equals(self)) {
      return;
    }
    Set<String> hears =
        json.getJsonArray("hears").stream().map(String::valueOf).collect(Collectors.toSet());
    words.put(from, new Word(System.nanoTime(), hears, json.getJsonObject("stats")));
    counts.merge(from, 1L, Long::sum);
    if (json.getBoolean("ask") && !answering) {
      answering = true; // one answer for all who ask in this turn
      loop.runOnContext(v -> say(false));
    }
  }

  /** A node that starts need not wait a second for each of the others. */
  private void askAtFirst() {
    if (!complete && !unheard().isEmpty()) {
      say(true);
    }
  }

  // ---- what follows from it

  private void tick() {
    Set<String> now = members.get();
    long time = System.nanoTime();
    now.forEach(member -> since.putIfAbsent(member, time));
    since.keySet().retainAll(now);
    words.keySet().retainAll(now);
    counts.keySet().retainAll(now);
    say(false);
  }

  private boolean isMissing(String member, long now, long patience) {
    Word word = words.get(member);
    Long last = word == null ? since.get(member) : Long.valueOf(word.heardAt);
    return last != null && now - last > patience;
  }

  private boolean isHeard(String member) {
    return !isMissing(member, System.nanoTime(), SILENCE);
  }

  /**
   * Members that do not reach this node. At first all must have been heard; from then on a member
   * that is new, or silent, has its time, as one that stands still must not make the others refuse
   * clients too: in that time the cluster drops it.
   */
  public Set<String> unheard() {
    long now = System.nanoTime();
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
    long now = System.nanoTime();
    return members.get().stream()
        .filter(member -> words.containsKey(member) && !words.get(member).hears.contains(self))
        .filter(member -> now - since.getOrDefault(member, now) > SILENCE)
        .collect(Collectors.toSet());
  }

  /** What the members last said about themselves, by node. */
  public Map<String, JsonObject> stats() {
    return words.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().stats));
  }

  /** Words heard, by node. */
  public Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  private static String name(String node) {
    return node.substring(0, Math.min(NAME_LENGTH, node.length()));
  }
}
