package chatnode.protocol;

import java.util.Locale;

/**
 * What is done by those who keep the house in order. The wire name is the constant in lower case.
 */
public enum Act {
  /** Out of the room, and free to come back. */
  KICK,
  /** May read but not say. */
  MUTE,
  UNMUTE,
  /** Out of the room, and not let in again. */
  BAN,
  UNBAN,
  /** Somebody else's message was given another text. */
  EDIT,
  /** Somebody else's message was taken back. */
  DELETE,
  /** Sockets of somebody were closed by who looks after the nodes. He may come back. */
  CLOSE,
  /** All are told something. */
  NOTICE;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }
}
