package chatnode.presence;

import chatnode.bus.PresenceWord.Change;
import chatnode.bus.PresenceWord.Changes;
import chatnode.bus.PresenceWord.Page;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The people of the other nodes. A node that is not heard for some beats is forgotten, whatever the
 * cluster says of it: nobody stays behind as a ghost of one that spoke when it had been given up.
 *
 * <p>The beats counted are those of this node: having stood still itself, it has not thereby found
 * the others silent.
 */
final class Neighbours {
  static final int MAX_SILENT = 8;

  private final BiConsumer<String, Change> crowds;
  private final Consumer<String> ask;
  private final Map<String, Neighbour> nodes = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  /** {@code crowds} gets what changes of each node, {@code ask} what node to ask for its list. */
  Neighbours(BiConsumer<String, Change> crowds, Consumer<String> ask) {
    this.crowds = crowds;
    this.ask = ask;
  }

  void hear(Changes news) {
    listen(news.node(), neighbour -> neighbour.hear(news));
  }

  void hear(Page page) {
    listen(page.node(), neighbour -> neighbour.hear(page));
  }

  private void listen(String node, Function<Neighbour, Boolean> word) {
    Neighbour neighbour =
        nodes.computeIfAbsent(node, from -> new Neighbour(change -> crowds.accept(from, change)));
    if (!word.apply(neighbour) && asked.add(node)) {
      ask.accept(node);
    }
  }

  /** From now on a node may be asked again. */
  void beat() {
    asked.clear();
    for (String node : List.copyOf(nodes.keySet())) {
      if (nodes.get(node).silentFor() > MAX_SILENT) {
        forget(node);
      }
    }
  }

  void forget(String node) {
    Neighbour gone = nodes.remove(node);
    if (gone != null) {
      gone.leave();
    }
  }

  /** Whether the node was heard of late, and nothing of what it said is missing. */
  boolean isCurrent(String node) {
    Neighbour known = nodes.get(node);
    return known != null && known.isCurrent();
  }

  int count() {
    return nodes.size();
  }
}
