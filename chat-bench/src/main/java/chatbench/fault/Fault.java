package chatbench.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done to a cluster, and what it must survive. */
public enum Fault {
  /** kill -9, then started again. */
  KILL,
  /** SIGTERM, awaited, then started again. */
  TERM,
  /** SIGSTOP, then SIGCONT. */
  FREEZE,
  /** A freeze longer than what nodes are told to keep; half of the clients wait for its end. */
  OUTLAST,
  /** All nodes but one killed at once and started again, then a freeze of that one, as before. */
  SURVIVOR,
  /** kill -9 of all nodes at once, then all started again. */
  ALL,
  /** kill -9 of two nodes at once, then both started again. */
  TWO,
  /** SIGTERM of all nodes at once, awaited, then all started again: rooms go on as they were. */
  CLEAN,
  /** The PostgreSQL behind the nodes stopped, frozen, killed and restarted, one after the other. */
  STORE,
  /** Out of reach of the other nodes, not of its clients, for a while. */
  CUT,
  /** Some clients stop reading for a while. */
  STUCK,
  /** All clients lose their connection and come back at once. */
  HERD,
  /** All the time someone at two nodes says the same ids with different texts. */
  TWICE;

  private static final Set<Fault> USUAL = Set.of(KILL, TERM, FREEZE);

  /** Throws IllegalArgumentException with a sentence. */
  public static Fault named(String name) {
    return Arrays.stream(values())
        .filter(fault -> fault.title().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Fault::title)
                        .collect(
                            Collectors.joining(
                                ", ", "--faults knows ", " and none, but not " + name))));
  }

  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean needsProcesses() {
    return this != STUCK && this != HERD && this != TWICE && this != STORE;
  }

  boolean needsClients() {
    return this == STUCK || this == HERD;
  }

  /** Nothing to go on from would be left without one. */
  public boolean needsStore() {
    return this == CLEAN || this == STORE;
  }

  public boolean needsNetwork() {
    return this == CUT;
  }

  /** Done unless told otherwise; the others are only done when asked for by name. */
  public boolean isUsual() {
    return USUAL.contains(this);
  }

  /** Not something that happens all the time. */
  public boolean strikes() {
    return this != TWICE;
  }

  /** A lone node keeps its rooms in its own memory: it may freeze, but not end. */
  public boolean needsCompany() {
    return this == KILL || this == TERM || this == CUT || this == SURVIVOR || this == TWO;
  }

  /** One node is out of order and all others are not: people there should feel little of it. */
  public boolean isOneNodes() {
    return this == KILL || this == TERM || this == FREEZE || this == OUTLAST;
  }

  /** More nodes die at once than there are copies of a message in memory. */
  public boolean isDisaster() {
    return this == SURVIVOR || this == ALL || this == TWO;
  }

  /**
   * Lasts longer than what is kept in memory, or takes that away where the nodes have no {@code
   * durable} store, so that what was missed may be declared gone.
   */
  public boolean mayForgo(boolean durable) {
    return this == OUTLAST || this == SURVIVOR || isDisaster() && !durable;
  }
}
