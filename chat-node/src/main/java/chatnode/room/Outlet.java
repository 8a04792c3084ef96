package chatnode.room;

import chatnode.protocol.CloseCode;
import chatnode.protocol.ServerFrame;

/**
 * What a room needs of a connection. Everything written in one turn of the loop leaves in one go.
 */
public interface Outlet {

  /** How what this room says is to be written here; asked once for each time it is joined. */
  Dialect dialect(String room);

  /**
   * Counts one frame of the client against its rate: 0 when it may pass, else the milliseconds
   * until the next may. A client that goes on regardless is ended.
   */
  long admit();

  /** An answer for this client alone. */
  void send(ServerFrame frame);

  /** What the dialect made, which others get too: the array is not changed by anyone. */
  void write(byte[] bytes);

  /** False while the client does not keep up with reading. */
  boolean ready();

  /** Ends the connection, also when the peer has stopped reading. */
  void close(CloseCode code, String reason);
}
