package chatnode.room;

import chatnode.log.Budget;
import chatnode.protocol.Entry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * A room's recent messages, once per loop, without holes and of one epoch. Cursors read from it.
 */
final class Backlog {
  private static final int PAGE_BYTES = 64 * 1024;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Budget budget;
  private long next = 1;
  private long bytes;

  Backlog(Budget budget) {
    this.budget = budget;
  }

  /** Has nothing any more, and the next message is {@code next}. */
  void startOver(long next) {
    trim(-1);
    this.next = next;
  }

  long first() {
    return entries.isEmpty() ? next : entries.peekFirst().seq();
  }

  long head() {
    return next - 1;
  }

  void add(List<Entry> more) {
    long added = 0;
    for (Entry entry : more) {
      entries.addLast(entry);
      added += entry.draft().size();
      next = entry.seq() + 1;
    }
    bytes += added;
    budget.force(added);
  }

  /** Keeps at most {@code most} bytes; fewer when all rooms together keep too many. */
  void trim(long most) {
    long before = bytes;
    long limit = budget.isExceeded() ? most / 16 : most;
    while (bytes > limit && !entries.isEmpty()) {
      bytes -= entries.pollFirst().draft().size();
    }
    budget.giveBack(before - bytes);
  }

  /** Some 64 KiB of messages from {@code seq} on, which must be kept. */
  List<Entry> page(long seq) {
    Iterator<Entry> from = entries.iterator();
    for (long skip = seq - first(); skip > 0; skip--) {
      from.next();
    }
    List<Entry> page = new ArrayList<>();
    for (long size = 0; from.hasNext() && size < PAGE_BYTES; ) {
      Entry entry = from.next();
      page.add(entry);
      size += entry.draft().size();
    }
    return page;
  }
}
