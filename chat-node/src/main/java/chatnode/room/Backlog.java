package chatnode.room;

import chatnode.log.Budget;
import chatnode.protocol.Draft;
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

  /** Those of the messages that change others: what is read elsewhere may be older than they. */
  private final Deque<Entry> changes = new ArrayDeque<>(0);

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

  /**
   * What they change of what is here is changed with it. Answers the same messages, those that a
   * later one of them changes as it leaves them.
   */
  List<Entry> add(List<Entry> more) {
    boolean isPlain = more.stream().allMatch(each -> each.draft().kind() == Draft.Kind.MESSAGE);
    for (Entry entry : more) {
      keep(entry);
      next = entry.seq() + 1;
    }
    if (isPlain) {
      return more;
    }
    more.stream().filter(each -> each.draft().kind() != Draft.Kind.MESSAGE).forEach(this::carryOut);
    return settled(more);
  }

  private void keep(Entry entry) {
    entries.addLast(entry);
    bytes += entry.draft().size();
    budget.force(entry.draft().size());
  }

  /** Once around. */
  private void carryOut(Entry change) {
    for (int i = changes.size(); i > 0; i--) {
      changes.addLast(changes.pollFirst().after(change));
    }
    changes.addLast(change);
    for (int i = entries.size(); i > 0; i--) {
      Entry entry = entries.pollFirst();
      bytes -= entry.draft().size();
      budget.giveBack(entry.draft().size());
      keep(entry.after(change));
    }
  }

  /** What was read elsewhere, as what is here leaves it. */
  List<Entry> settled(List<Entry> read) {
    return changes.isEmpty() ? read : read.stream().map(this::settled).toList();
  }

  private Entry settled(Entry read) {
    Entry left = read;
    for (Entry change : changes) {
      left = left.after(change);
    }
    return left;
  }

  /** Keeps at most {@code most} bytes; fewer when all rooms together keep too many. */
  void trim(long most) {
    long before = bytes;
    long limit = budget.isExceeded() ? most / 16 : most;
    while (bytes > limit && !entries.isEmpty()) {
      bytes -= entries.pollFirst().draft().size();
    }
    while (!changes.isEmpty() && changes.peekFirst().seq() < first()) {
      changes.pollFirst();
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
