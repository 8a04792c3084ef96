package chatnode.room;

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
  private final long epoch;
  private long next;
  private long bytes;

  /** Empty, and the next message is {@code next}. */
  Backlog(long epoch, long next) {
    this.epoch = epoch;
    this.next = next;
  }

  long epoch() {
    return epoch;
  }

  long first() {
    return entries.isEmpty() ? next : entries.peekFirst().seq();
  }

  long head() {
    return next - 1;
  }

  void add(List<Entry> more) {
    for (Entry entry : more) {
      entries.addLast(entry);
      bytes += entry.draft().size();
      next = entry.seq() + 1;
    }
  }

  void trim(long maxBytes, int maxMessages) {
    while (bytes > maxBytes || entries.size() > maxMessages) {
      bytes -= entries.pollFirst().draft().size();
    }
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
