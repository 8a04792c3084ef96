package chatnode.who;

import java.util.Locale;

/** What somebody may be allowed to do in a room. The wire name is the constant in lower case. */
public enum Deed {
  /** The room is listed for him, and he is told who is there. */
  SEE,
  /** Join, and read what is said and what was. */
  READ,
  SAY,
  /** Change and take back what he said himself. */
  EDIT,
  SEARCH,
  /** Take back what others said, and act about people. */
  MODERATE;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }

  int bit() {
    return 1 << ordinal();
  }
}
