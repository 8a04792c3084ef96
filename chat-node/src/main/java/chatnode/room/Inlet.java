package chatnode.room;

/** What a connection tells its session, whichever protocol the session speaks. */
public interface Inlet {

  /** The whole text of a message; already valid UTF-8 and within the frame limit. */
  void text(String text);

  void binary(byte[] data);

  /** The socket can be written to again. */
  void drained();

  /** The connection is gone. */
  void closed();

  /** False until the client has said who it is: it has only so long to do that. */
  boolean isIntroduced();
}
