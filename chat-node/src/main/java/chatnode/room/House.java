package chatnode.room;

import chatnode.protocol.Measure;
import io.vertx.core.Future;
import java.util.List;

/** What is done about people, over all nodes and for as long as it holds. Of one loop. */
public final class House {

  /** A measure as the log of the house has it: with its number and when it was taken. */
  public record Taken(long epoch, long seq, long at, Measure measure) {}

  /** Completes when it is kept; all nodes go by it within a second. */
  public Future<Void> take(Measure measure) {
    return Future.failedFuture(new UnsupportedOperationException("not yet"));
  }

  /** Bans and mutes that hold now. */
  public List<Taken> standing() {
    return List.of();
  }

  /**
   * What was done, newest first: at most {@code limit} below {@code before}, null for the newest.
   */
  public Future<List<Taken>> audit(Taken before, int limit) {
    return Future.succeededFuture(List.of());
  }
}
