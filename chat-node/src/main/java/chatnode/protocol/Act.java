package chatnode.protocol;

import java.util.Locale;

/** What can be done about somebody in a room. The wire name is the constant in lower case. */
public enum Act {
  /** Out of the room, and free to come back. */
  KICK,
  /** May read but not say. */
  MUTE,
  UNMUTE,
  /** Out of the room, and not let in again. */
  BAN,
  UNBAN;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }
}
