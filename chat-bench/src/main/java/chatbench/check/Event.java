package chatbench.check;

/**
 * One line of a client's log. Times are nanoseconds of a clock all clients share; the verdict does
 * not depend on them except to tell who was in a room when something was said.
 */
public sealed interface Event {

  long at();

  String room();

  void dispatch(Handler handler);

  /** The user pressed enter. */
  record Said(long at, String room, String id, int text) implements Event {
    @Override
    public void dispatch(Handler handler) {
      handler.said(this);
    }
  }

  /**
   * The message went out on the client's connection number {@code link}; more than once is a
   * resend.
   */
  record Sent(long at, String room, String id, int link) implements Event {
    @Override
    public void dispatch(Handler handler) {
      handler.sent(this);
    }
  }

  record Acked(long at, String room, String id, long epoch, long seq) implements Event {
    @Override
    public void dispatch(Handler handler) {
      handler.acked(this);
    }
  }

  /**
   * {@code complete} false declares a gap: what lies between the place asked for and {@code first}.
   */
  record Joined(
      long at, String room, Asked asked, long epoch, long head, long first, boolean complete)
      implements Event {
    @Override
    public void dispatch(Handler handler) {
      handler.joined(this);
    }
  }

  /** The epoch is that of the last {@code joined} or {@code reset}: a message does not name it. */
  record Received(long at, String room, long epoch, long seq, Message message) implements Event {
    @Override
    public void dispatch(Handler handler) {
      handler.received(this);
    }
  }

  record Reset(long at, String room, long epoch, long head, long first) implements Event {
    @Override
    public void dispatch(Handler handler) {
      handler.reset(this);
    }
  }

  /** Read from the history, not delivered. */
  record Kept(long at, String room, long epoch, long seq, Message message) implements Event {
    @Override
    public void dispatch(Handler handler) {
      handler.kept(this);
    }
  }

  /** What reads a log must say what it makes of every kind of line. */
  interface Handler {
    void said(Said event);

    void sent(Sent event);

    void acked(Acked event);

    void joined(Joined event);

    void received(Received event);

    void reset(Reset event);

    void kept(Kept event);
  }
}
