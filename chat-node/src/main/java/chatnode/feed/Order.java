package chatnode.feed;

import chatnode.log.Budget;
import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One order: lets messages through as seq 1, 2, 3 ..., holds early ones back and drops what came
 * already.
 */
final class Order {
  /** A second of a busy room: what is held back here may be gone from its log. */
  static final int MAX_EARLY_BYTES = 8 << 20;

  static final int PORTION_BYTES = 256 << 10;

  private final TreeMap<Long, Entry> early = new TreeMap<>();
  private final Budget budget;
  private long earlyBytes;
  private long next;

  Order(long next, Budget budget) {
    this.next = next;
    this.budget = budget;
  }

  /** The number that is due. */
  long next() {
    return next;
  }

  /** What is missing before {@code first} is given up. */
  void skipTo(long first) {
    next = first;
  }

  boolean hasHole() {
    return !early.isEmpty() && !hasMore();
  }

  /** Whether there is more to deliver than {@link #accept} has given at once. */
  boolean hasMore() {
    return !early.isEmpty() && early.firstKey() <= next;
  }

  /**
   * What may be delivered now, in order. What is too early is kept while there is room for it, and
   * so is what is too much: sockets that are sent megabytes at once look as if they did not read.
   */
  List<Entry> accept(List<Entry> entries) {
    List<Entry> ready = new ArrayList<>(entries.size());
    long size = 0;
    for (Entry entry : entries) {
      if (entry.draft().kind() != Draft.Kind.MESSAGE) {
        carryOut(entry);
      }
      if (entry.seq() == next && size < PORTION_BYTES) {
        size += deliver(entry, ready);
      } else if (entry.seq() >= next) {
        hold(entry);
      }
    }
    while (hasMore() && size < PORTION_BYTES) {
      Entry entry = takeFirst();
      if (entry.seq() == next) {
        size += deliver(entry, ready);
      }
    }
    return ready;
  }

  private int deliver(Entry entry, List<Entry> ready) {
    ready.add(entry);
    next++;
    return entry.draft().size();
  }

  private void hold(Entry entry) {
    int size = entry.draft().size();
    if (earlyBytes < MAX_EARLY_BYTES
        && !early.containsKey(entry.seq())
        && budget.take(size)) { // else the log will have to bring it
      early.put(entry.seq(), entry);
      earlyBytes += size;
    }
  }

  /** What is held back may have to wait on: its text, which was replaced or deleted, does not. */
  private void carryOut(Entry change) {
    early.replaceAll(
        (seq, entry) -> {
          Entry left = entry.after(change);
          int more = left.draft().size() - entry.draft().size();
          earlyBytes += more;
          budget.force(more);
          return left;
        });
  }

  private Entry takeFirst() {
    Entry entry = early.pollFirstEntry().getValue();
    earlyBytes -= entry.draft().size();
    budget.giveBack(entry.draft().size());
    return entry;
  }

  /** Nothing is held back any more. */
  void clear() {
    while (!early.isEmpty()) {
      takeFirst();
    }
  }
}
