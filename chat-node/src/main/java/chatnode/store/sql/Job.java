package chatnode.store.sql;

import chatnode.protocol.Entry;
import chatnode.store.Origin;
import chatnode.store.Store.Closing;
import io.vertx.core.Promise;
import java.util.List;

/**
 * What the writer is given, and who waits for it on which context.
 *
 * @param origin of the entries; without entries that alone is written, and when it is null {@code
 *     closings} are
 */
record Job(
    String room,
    Origin origin,
    List<Entry> entries,
    List<Closing> closings,
    long bytes,
    Caller caller,
    Promise<Void> promise) {
  private static final int OVERHEAD = 64;

  static Job write(String room, Origin origin, List<Entry> entries, Caller caller) {
    long bytes = OVERHEAD;
    for (Entry entry : entries) {
      bytes += entry.draft().size() + OVERHEAD;
    }
    return new Job(room, origin, entries, List.of(), bytes, caller, Promise.promise());
  }

  static Job close(List<Closing> closings, Caller caller) {
    long bytes = OVERHEAD * (1L + closings.size());
    return new Job(null, null, List.of(), closings, bytes, caller, Promise.promise());
  }
}
