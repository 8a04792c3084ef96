package chatnode.ways.ws;

import chatnode.protocol.CloseCode;
import chatnode.protocol.ServerFrame;
import chatnode.room.Dialect;
import chatnode.room.Visitor;
import chatnode.ways.Appearance;
import java.util.Collection;
import java.util.List;

/** What is spoken over one socket: what its client says, and how it is spoken to. */
public interface Talk extends Appearance {

  /** The connection is open. A refusal closes it. */
  default void begin() {}

  /** The whole text of a message; already valid UTF-8 and within the frame limit. */
  void text(String text);

  void binary(byte[] data);

  /** How what this room says is to be written here. */
  Dialect dialect(String room);

  /** Frames for this client alone, as they go to its socket; maybe nothing. */
  byte[] answers(List<ServerFrame> frames);

  /** What the client is told before we end the connection; maybe nothing. */
  default byte[] lastWords(CloseCode code, String reason) {
    return Dialect.NOTHING;
  }

  /** The socket can be written to again. */
  void drained();

  /** The connection is gone. */
  void closed();

  /** False until the client has said who it is: it has only so long to do that. */
  boolean isIntroduced();

  @Override
  default String way() {
    return "ws";
  }

  @Override
  default Visitor visitor() {
    return null;
  }

  @Override
  default Collection<String> joined() {
    return List.of();
  }

  /** Called every second or so, with System.nanoTime(). */
  default void check(long now) {}
}
