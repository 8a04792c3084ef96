package chatbench.fault;

import java.util.Arrays;
import java.util.Locale;

/** What can be done to a cluster, and what it must survive. */
public enum Fault {
  KILL("kill -9, then started again"),
  TERM("SIGTERM, awaited, then started again"),
  FREEZE("SIGSTOP for longer than the heartbeat, then SIGCONT"),
  CUT("out of reach of the other nodes, not of its clients, for a while"),
  STUCK("some clients stop reading for a while"),
  HERD("all clients lose their connection and come back at once");

  private final String meaning;

  Fault(String meaning) {
    this.meaning = meaning;
  }

  /** Throws IllegalArgumentException with a sentence. */
  public static Fault named(String name) {
    return Arrays.stream(values())
        .filter(fault -> fault.title().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--faults knows kill, term, freeze, cut, stuck, herd and none, but not "
                        + name));
  }

  public String meaning() {
    return meaning;
  }

  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean needsProcesses() {
    return this != STUCK && this != HERD;
  }

  public boolean needsNetwork() {
    return this == CUT;
  }

  /** Needs root, or hits everyone at once: only done when asked for by name. */
  public boolean isSpecial() {
    return this == CUT || this == HERD;
  }

  /** A lone node keeps its rooms in its own memory: it may freeze, but not end. */
  public boolean needsCompany() {
    return this == KILL || this == TERM || this == CUT;
  }
}
