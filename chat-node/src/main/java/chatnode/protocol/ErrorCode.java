package chatnode.protocol;

import java.util.Locale;

/**
 * Why a frame was refused while the connection goes on. The wire name is the constant in lower
 * case.
 */
public enum ErrorCode {
  BAD_FRAME,
  UNKNOWN_TYPE,
  BAD_FIELD,
  NOT_HELLO,
  NOT_JOINED,
  TOO_LONG,
  RATE_LIMITED,
  ROOM_FULL,
  BUSY,
  NO_QUORUM,
  NOT_CONFIRMED,
  FORBIDDEN,
  NOT_FOUND,
  INTERNAL;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }
}
