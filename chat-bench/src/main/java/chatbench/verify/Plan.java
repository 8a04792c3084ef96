package chatbench.verify;

import chatbench.fault.Durations;
import chatbench.fault.Fault;
import chatbench.store.StoreChoice;
import chatbench.ways.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a verification does, as the command line says it. With {@code urls} the nodes are somebody
 * else's, and no process is touched. With {@code via} (or null) all clients connect there, to a
 * load balancer; all come by the same {@code transport}. If {@code loyal} half of the clients wait
 * for whichever node is frozen. {@code rate} is messages per second of all clients together; {@code
 * window} is what nodes that a fault is to outlast are told to keep; {@code twice} is how many ids
 * are said twice, 0 without that fault.
 */
public record Plan(
    int nodes,
    Path jar,
    List<String> javaArgs,
    List<String> nodeArgs,
    StoreChoice store,
    List<String> urls,
    List<Integer> ports,
    String via,
    Transport transport,
    int clients,
    int rooms,
    int joins,
    double rate,
    int size,
    Duration duration,
    List<Fault> faults,
    Duration faultEvery,
    int rounds,
    Durations durations,
    boolean loyal,
    Duration window,
    int twice,
    Duration patience,
    Demands demands,
    long seed,
    Path folder) {

  public Plan {
    require(nodes >= 1, "--nodes must be at least 1");
    require(clients >= 1, "--clients must be at least 1");
    require(rooms >= 1, "--rooms must be at least 1");
    require(joins >= 1 && joins <= 50, "--joins must be between 1 and 50, what a socket may join");
    require(rate > 0, "--rate must be above 0");
    require(size >= 1 && size <= 3_900, "--size must be between 1 and 3900 characters");
    require(!duration.isZero(), "--duration must be above 0");
    require(!faultEvery.isZero(), "--fault-every must be above 0");
    require(rounds >= 0, "--rounds must not be negative");
    require(twice >= 1, "--twice must be at least 1");
    require(
        ports.isEmpty() || ports.size() == nodes, "--ports must name a port for each of --nodes");
    faults = List.copyOf(faults);
    faults.forEach(fault -> requirePossible(fault, nodes, urls.isEmpty()));
    requireStore(faults, store, urls.isEmpty());
    if (faults.contains(Fault.OUTLAST)) {
      require(
          durations.freeze().compareTo(window) > 0,
          "--faults outlast needs a --freeze longer than --window");
      nodeArgs = keepingOnly(window, nodeArgs);
    }
    joins = Math.min(joins, rooms);
    twice = faults.contains(Fault.TWICE) ? twice : 0;
  }

  private static void requirePossible(Fault fault, int nodes, boolean own) {
    require(
        own || !fault.needsProcesses(),
        "--faults " + fault.title() + " needs nodes of its own: leave out --url");
    require(
        !own || nodes > 1 || !fault.needsCompany(),
        "--faults " + fault.title() + " needs --nodes 2 or more: one node has no backup");
  }

  private static void requireStore(List<Fault> faults, StoreChoice store, boolean own) {
    require(
        store.isDurable() || faults.stream().noneMatch(Fault::needsStore),
        "--faults clean and store need a --store in which messages stay");
    require(
        own && store.needsServer() || !faults.contains(Fault.STORE),
        "--faults store needs a PostgreSQL that is started for it: say --store postgresql");
    require(
        own || !store.needsServer(), "--store postgresql starts one for --nodes: leave out --url");
  }

  private static void require(boolean kept, String sentence) {
    if (!kept) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Unless the user has told the nodes already what to keep. */
  private static List<String> keepingOnly(Duration window, List<String> nodeArgs) {
    if (nodeArgs.stream().anyMatch(arg -> arg.matches("--(window|history)(=.*)?"))) {
      return nodeArgs;
    }
    List<String> more = new ArrayList<>(nodeArgs);
    more.addAll(List.of("--window", window.toMillis() + "ms"));
    return List.copyOf(more);
  }

  public boolean isCut() {
    return faults.stream().anyMatch(Fault::needsNetwork);
  }

  /** It ends with its last fault, however long that takes. */
  boolean isCounted() {
    return rounds > 0;
  }

  int plannedFaults() {
    return isCounted()
        ? rounds * (int) faults.stream().filter(Fault::strikes).count()
        : (int) (duration.toMillis() / faultEvery.toMillis());
  }

  public int nodeCount() {
    return urls.isEmpty() ? nodes : urls.size();
  }
}
