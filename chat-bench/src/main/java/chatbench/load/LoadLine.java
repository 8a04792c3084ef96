package chatbench.load;

/**
 * One connection of the load, by one way in. A message is named by the moment it was said, so
 * nothing has to be looked up when it comes back.
 */
interface LoadLine {

  /** Who counts what comes. */
  interface Ear {
    /** In one room more. */
    void joined();

    /** {@code saidAt} is below 0 when the load did not say it. */
    void delivered(long saidAt, long now);

    void acked(long saidAt, long now);

    /** {@code message} is true when it was one message that was refused. */
    void refused(String code, String sentence, boolean message, long retryAfterMs);

    /** It missed something, or gets it again. */
    void reset();

    /** The answer to a {@link #ping}. */
    void alive();

    /** All that came at once has been told. */
    void turn();

    void closed(String how);
  }

  /** May wait for {@link #flush}. */
  void say(String room, long at, long number);

  void flush();

  /** Nothing is read until {@link #resume}. */
  void pause();

  void resume();

  void ping();

  void close();
}
