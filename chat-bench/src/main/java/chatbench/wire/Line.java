package chatbench.wire;

import io.vertx.core.Future;
import java.util.List;

/**
 * One connection to a node by one way in, for as long as it lasts. Whatever it is made of - a
 * socket, a stream and requests, requests only - what its client hears are the same frames.
 */
public interface Line {
  /** The line was lost: no close frame, or no connection at all. */
  int LOST = 1006;

  /** Who hears what comes. */
  interface Ear {
    void heard(Incoming frame);

    void nonsense(String what);

    /** The last word. A WebSocket's close code, or the HTTP status of the answer that ended it. */
    void closed(int code);

    /** Objects of {@code chat.v1.json}, separated by a newline. */
    default void heard(String text) {
      for (String line : Incoming.lines(text)) {
        try {
          heard(Incoming.parse(line));
        } catch (IllegalArgumentException e) {
          nonsense(e.getMessage());
        }
      }
    }
  }

  /** The first of all is a {@code Hello}, together with the rooms that are to be joined. */
  void send(List<? extends Outgoing> frames);

  /** Nothing is read until {@link #resume}. */
  void pause();

  void resume();

  /** Completes when it is closed. Its ear may hear of that, and is not to listen any more. */
  Future<Void> close();
}
