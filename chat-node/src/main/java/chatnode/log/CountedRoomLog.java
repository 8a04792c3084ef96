package chatnode.log;

import chatnode.count.LoopCounts;
import chatnode.protocol.Draft;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A log as one loop uses it, with its appends counted. */
public final class CountedRoomLog implements RoomLog {
  private final RoomLog log;
  private final LoopCounts counts;

  public CountedRoomLog(RoomLog log, LoopCounts counts) {
    this.log = log;
    this.counts = counts;
  }

  @Override
  public Future<Appended> append(String room, List<Draft> drafts, Confirmed confirmed) {
    long started = System.nanoTime();
    return log.append(room, drafts, confirmed)
        .onSuccess(
            appended -> {
              long bytes = 0;
              int again = 0;
              for (int i = 0; i < drafts.size(); i++) {
                bytes += drafts.get(i).size();
                // At or below what this loop had delivered before: a resend.
                again += isKnown(appended, i, confirmed) ? 1 : 0;
              }
              counts.appended(drafts.size(), bytes, again, System.nanoTime() - started);
            });
  }

  private static boolean isKnown(Appended appended, int i, Confirmed confirmed) {
    return appended.epoch() == confirmed.epoch() && appended.seqs()[i] <= confirmed.seq();
  }

  @Override
  public Future<Slice> since(String room, long after, int max) {
    return log.since(room, after, max);
  }

  @Override
  public Future<Slice> before(String room, long before, int max) {
    return log.before(room, before, max);
  }

  @Override
  public Future<Map<String, Head>> heads(Collection<String> rooms) {
    return log.heads(rooms);
  }

  @Override
  public Future<Void> forgetIdle(long idleMs, Predicate<String> occupied) {
    return log.forgetIdle(idleMs, occupied);
  }
}
