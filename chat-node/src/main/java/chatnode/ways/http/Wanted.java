package chatnode.ways.http;

import chatnode.log.RoomLog;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Which messages of a room somebody wants: those behind {@code after}, those below {@code before},
 * or the newest.
 *
 * @param epoch of {@code after} and {@code before}
 * @param patience to wait for a message where there is none yet, zero for not at all
 */
record Wanted(
    RoomName room,
    OptionalLong after,
    OptionalLong before,
    long epoch,
    int limit,
    Duration patience) {
  static final int MOST = 200;
  private static final int USUAL = 50;
  private static final int MOST_SECONDS = 60;

  static Wanted of(RoutingContext context) {
    Query query = Query.of(context);
    Wanted wanted =
        new Wanted(
            Query.room(context),
            query.number("after"),
            query.number("before"),
            query.number("epoch").orElse(RoomLog.PRESENT),
            query.count("limit", USUAL, 1, MOST),
            Duration.ofSeconds(query.count("wait", 0, 0, MOST_SECONDS)));
    if (wanted.before.isPresent() && (wanted.after.isPresent() || wanted.waits())) {
      throw new Refusal(ErrorCode.BAD_FIELD, "before: goes with neither after nor wait");
    }
    return wanted;
  }

  boolean waits() {
    return !patience.isZero();
  }

  /** Whether {@code epoch} is this one, or none was named. */
  boolean isOf(long other) {
    return epoch == RoomLog.PRESENT || epoch == other;
  }
}
