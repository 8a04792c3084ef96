package chatnode.log.grid;

import chatnode.log.Ledger;
import com.hazelcast.query.Predicate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Counts the rooms of a member where they are, as the predicate of a query that never leaves it.
 * Their owners may be writing to them meanwhile: figures of a moment, good enough to decide where
 * to look closer.
 */
final class Census implements Predicate<String, GridLedger> {
  private static final long serialVersionUID = 1L;

  /** A room, when it was last written to, and what it takes. */
  record Row(String room, long lastAt, long memory) {}

  /** Several of Hazelcast's threads may scan. */
  private final transient Queue<Row> rows = new ConcurrentLinkedQueue<>();

  @Override
  public boolean apply(Map.Entry<String, GridLedger> entry) {
    Ledger ledger = entry.getValue().ledger();
    rows.add(new Row(entry.getKey(), ledger.lastAt(), ledger.memory()));
    return false;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  long memory() {
    return rows().stream().mapToLong(Row::memory).sum();
  }
}
