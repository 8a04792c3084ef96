package chatnode.ways.ws;

import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import java.util.List;

/** What is spoken over one socket: what its client says, and how it is spoken to. */
public interface Talk {

  /** The connection is open. A refusal closes it. */
  default void begin() {}

  /** The whole text of a message; already valid UTF-8 and within the frame limit. */
  void text(String text);

  void binary(byte[] data);

  /** How what this room says is to be written here. */
  Dialect dialect(String room);

  /** Frames for this client alone, as they go to its socket; maybe nothing. */
  byte[] answers(List<ServerFrame> frames);

  /** The socket can be written to again. */
  void drained();

  /** The connection is gone. */
  void closed();

  /** False until the client has said who it is: it has only so long to do that. */
  boolean isIntroduced();

  /** Called every second or so, with System.nanoTime(). */
  default void check(long now) {}
}
