package chatbench.wire;

import io.vertx.core.Future;

/** A way in to a chat. */
public interface Way {

  /**
   * The url is a node's, as that of its WebSocket, whatever way it is. Completes when somebody
   * answers there; fails with a sentence.
   */
  Future<Line> open(String url, Line.Ear ear);
}
