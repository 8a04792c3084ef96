package chatnode.ways;

import chatnode.protocol.CloseCode;

/** One that stays connected, whichever way it came in. What fails in here is its own fault. */
public interface Client extends Appearance {

  /** Called now and then, with System.nanoTime(): whether it is still there is for it to see. */
  void check(long now);

  /** The node goes, the client need not notice: it may come back to another one after so long. */
  void sayGoodbye(long reconnectAfterMs);

  /** Bytes that wait in memory for it to read them. */
  long unread();

  /** Ends it, also when it has stopped reading. */
  void close(CloseCode code, String reason);
}
