package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages from {@code first} to {@code next - 1} in a ring by their number, found again by
 * client and id.
 *
 * <p>Ids are found by hash chains through the ring, as in a compressor's window: {@code newest}
 * leads from a hash to the slot written last, {@code older} from a slot to the one before it with
 * the same hash. Chains only ever lead to smaller numbers, so a link into a slot that was used
 * again betrays itself by a larger one, and dropping the oldest has nothing to unlink. That is 8
 * bytes a message instead of some 90 for a map.
 */
final class Window {
  private static final int FIRST_CAPACITY = 4;

  private long first;
  private long next;
  private long bytes;
  private int kept;
  private Draft[] drafts = new Draft[0];
  private long[] times = new long[0];
  private int[] newest = new int[0];
  private int[] older = new int[0];

  /** Empty; the next message is {@code first}. */
  Window(long first) {
    this.first = first;
    this.next = first;
  }

  long first() {
    return first;
  }

  long next() {
    return next;
  }

  long size() {
    return next - first;
  }

  long bytes() {
    return bytes;
  }

  boolean hasHoles() {
    return kept != size();
  }

  /**
   * Sets a message at its number; one that lies below what is kept, or that is there already, is
   * left out.
   */
  void put(long seq, long at, Draft draft) {
    if (seq < first) {
      return;
    }
    boolean fillsHole = seq < next;
    while (seq - first >= drafts.length) {
      grow();
    }
    int slot = slot(seq);
    if (fillsHole && drafts[slot] != null) {
      return;
    }
    drafts[slot] = draft;
    times[slot] = at;
    bytes += draft.size();
    kept++;
    next = Math.max(next, seq + 1);
    if (fillsHole) {
      reindex(); // chains must lead downwards
    } else {
      index(slot);
    }
  }

  void dropFirst() {
    int slot = slot(first);
    if (drafts[slot] != null) {
      bytes -= drafts[slot].size();
      kept--;
      drafts[slot] = null;
    }
    first++;
  }

  /** Goes on at {@code seq}, having nothing. */
  void skipTo(long seq) {
    first = seq;
    next = seq;
  }

  /** The message at a number within the window, or null where there is a hole. */
  Entry entry(long seq) {
    int slot = slot(seq);
    return drafts[slot] == null ? null : new Entry(seq, times[slot], drafts[slot]);
  }

  long at(long seq) {
    return times[slot(seq)];
  }

  int size(long seq) {
    Draft draft = drafts[slot(seq)];
    return draft == null ? 0 : draft.size();
  }

  /**
   * Messages from {@code from} to below {@code end}: as many as {@code max}, and {@code maxBytes}
   * and one more.
   */
  List<Entry> range(long from, long end, int max, long maxBytes) {
    List<Entry> entries = new ArrayList<>((int) Math.max(0, Math.min(max, end - from)));
    long size = 0;
    for (long seq = from; seq < end && entries.size() < max && size < maxBytes; seq++) {
      Entry entry = entry(seq);
      if (entry != null) {
        entries.add(entry);
        size += entry.draft().size();
      }
    }
    return entries;
  }

  /** The number under which client and id are known, or 0. */
  long find(Draft draft) {
    if (drafts.length == 0) {
      return 0;
    }
    long below = next;
    for (int link = newest[bucket(draft)]; link != 0; link = older[link - 1]) {
      Draft candidate = drafts[link - 1];
      long seq = seqAt(link - 1);
      if (candidate == null || seq >= below) {
        return 0;
      }
      if (candidate.sameKey(draft)) {
        return seq;
      }
      below = seq;
    }
    return 0;
  }

  private void index(int slot) {
    int bucket = bucket(drafts[slot]);
    older[slot] = newest[bucket];
    newest[bucket] = slot + 1;
  }

  private void reindex() {
    newest = new int[drafts.length];
    older = new int[drafts.length];
    for (long seq = first; seq < next; seq++) {
      if (drafts[slot(seq)] != null) {
        index(slot(seq));
      }
    }
  }

  private void grow() {
    Draft[] oldDrafts = drafts;
    long[] oldTimes = times;
    int capacity = Math.max(FIRST_CAPACITY, drafts.length * 2);
    drafts = new Draft[capacity];
    times = new long[capacity];
    for (long seq = first; seq < next; seq++) {
      int from = (int) (seq & (oldDrafts.length - 1));
      drafts[slot(seq)] = oldDrafts[from];
      times[slot(seq)] = oldTimes[from];
    }
    reindex();
  }

  private int bucket(Draft draft) {
    return draft.keyHash() & (newest.length - 1);
  }

  private int slot(long seq) {
    return (int) (seq & (drafts.length - 1));
  }

  /** The number that lies in a slot: the one in [first, first + capacity) that maps to it. */
  private long seqAt(int slot) {
    return first + ((slot - first) & (drafts.length - 1));
  }
}
