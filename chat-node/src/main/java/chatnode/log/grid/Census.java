package chatnode.log.grid;

import chatnode.log.Ledgers;
import chatnode.log.Retention;
import com.hazelcast.query.Predicate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Looks at the rooms of a member where they are, as the predicate of a query that never leaves it.
 * Their owners may be writing to them meanwhile: figures of a moment, good enough to decide where
 * to look closer.
 */
final class Census implements Predicate<String, GridLedger> {
  private static final long serialVersionUID = 1L;
  private final transient Retention keep;

  /** Several of Hazelcast's threads may scan. */
  private final transient Queue<Ledgers.Standing> rows = new ConcurrentLinkedQueue<>();

  Census(Retention keep) {
    this.keep = keep;
  }

  @Override
  public boolean apply(Map.Entry<String, GridLedger> entry) {
    if (rows == null) {
      return false; // sent to where a room was moving to: that member has its own census
    }
    try {
      rows.add(entry.getValue().ledger().standing(entry.getKey(), keep));
    } catch (IndexOutOfBoundsException e) {
      return false; // caught while it grew: it is there the next time
    }
    return false;
  }

  List<Ledgers.Standing> rows() {
    return List.copyOf(rows);
  }

  long memory() {
    return rows.stream().mapToLong(Ledgers.Standing::memory).sum();
  }
}
