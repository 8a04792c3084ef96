package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A room's latest numbers in a ring: the messages from {@code first} on, and from {@code known} on,
 * which is older, at least by which client and id they were sent.
 *
 * <pre>
 *        known            first           next
 *   gone   |  id and time   |  message too  |  not given yet
 * </pre>
 *
 * <p>Ids are found by hash chains through the ring, as in a compressor's window: {@code newest}
 * leads from a hash to the slot written last, {@code older} from a slot to the one before it with
 * the same hash. Chains only ever lead to smaller numbers, so a link into a slot that was used
 * again betrays itself by a larger one, and dropping the oldest has nothing to unlink. That is 28
 * bytes an id instead of some 90 for a map.
 */
final class Window {
  private static final int FIRST_CAPACITY = 4;
  private static final int BYTES_PER_SLOT = 28;
  private static final int BYTES_PER_MESSAGE = 40;

  private long known;
  private long first;
  private long next;
  private long bytes;
  private int kept;
  private Draft[] drafts = new Draft[0];
  private long[] keys = new long[0];
  private long[] times = new long[0];
  private int[] newest = new int[0];
  private int[] older = new int[0];

  /** Empty; the next message is {@code first}. */
  Window(long first) {
    skipTo(first);
  }

  /** From here on ids are known. */
  long known() {
    return known;
  }

  /** From here on messages are kept. */
  long first() {
    return first;
  }

  long next() {
    return next;
  }

  /** Of the messages. */
  long bytes() {
    return bytes;
  }

  /** What all of it takes, about. */
  long memory() {
    return bytes + (long) kept * BYTES_PER_MESSAGE + (long) drafts.length * BYTES_PER_SLOT;
  }

  boolean hasHoles() {
    return kept != next - first;
  }

  /** The lowest number that is missing; {@code next} where none is. */
  long firstHole() {
    long seq = first;
    while (seq < next && drafts[slot(seq)] != null) {
      seq++;
    }
    return seq;
  }

  /**
   * Sets a message at its number; one that lies below what is kept, or that is there already, is
   * left out. Whether it was set.
   */
  boolean put(long seq, long at, Draft draft) {
    if (seq < first || seq < next && drafts[slot(seq)] != null) {
      return false;
    }
    set(seq, at, draft.key(), draft);
    bytes += draft.size();
    kept++;
    return true;
  }

  /** What has become of a message that is kept. */
  void replace(Entry entry) {
    int slot = slot(entry.seq());
    bytes += entry.draft().size() - drafts[slot].size();
    drafts[slot] = entry.draft();
  }

  /** Behind all others comes a number of which nothing but this is known. */
  void remember(long at, long key) {
    set(next, at, key, null);
    first = next;
  }

  private void set(long seq, long at, long key, Draft draft) {
    boolean fillsHole = seq < next;
    while (seq - known >= keys.length) {
      resize(Math.max(FIRST_CAPACITY, keys.length * 2));
    }
    int slot = slot(seq);
    drafts[slot] = draft;
    keys[slot] = key;
    times[slot] = at;
    next = Math.max(next, seq + 1);
    if (fillsHole) {
      reindex(); // chains must lead downwards
    } else if (key != 0) {
      index(slot);
    }
  }

  /** The oldest message goes, its id stays known. */
  void dropFirst() {
    int slot = slot(first);
    if (drafts[slot] != null) {
      bytes -= drafts[slot].size();
      kept--;
      drafts[slot] = null;
    }
    first++;
  }

  /** The oldest id goes, whose message is gone already. */
  void forgetFirst() {
    keys[slot(known)] = 0;
    known++;
    if (keys.length > FIRST_CAPACITY && (next - known) * 4 < keys.length) {
      resize(keys.length / 2);
    }
  }

  /** Goes on at {@code seq}, having nothing. */
  void skipTo(long seq) {
    known = seq;
    first = seq;
    next = seq;
    bytes = 0;
    kept = 0;
    drafts = new Draft[0];
    keys = new long[0];
    times = new long[0];
    newest = new int[0];
    older = new int[0];
  }

  /** The message at a number, or null where none is kept. */
  Entry entry(long seq) {
    Draft draft = seq < first || seq >= next ? null : drafts[slot(seq)];
    return draft == null ? null : new Entry(seq, times[slot(seq)], draft);
  }

  /** Whether at least the id of a number is known. */
  boolean isKnown(long seq) {
    return seq >= known && seq < next && keys[slot(seq)] != 0;
  }

  /** When a number from {@code known} on was given. */
  long at(long seq) {
    return times[slot(seq)];
  }

  /** The id of a number from {@code known} on, as {@link Draft#key} has it; 0 in a hole. */
  long key(long seq) {
    return keys[slot(seq)];
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
    return find(draft.key(), draft::sameKey);
  }

  /** The number under which the message is known that {@code change} is about, or 0. */
  long findTarget(Draft change) {
    return find(change.targetKey(), change::changes);
  }

  private long find(long key, Predicate<Draft> isIt) {
    if (keys.length == 0) {
      return 0;
    }
    long below = next;
    for (int link = newest[bucket(key)]; link != 0; link = older[link - 1]) {
      int slot = link - 1;
      long seq = seqAt(slot);
      if (keys[slot] == 0 || seq >= below) {
        return 0;
      }
      if (keys[slot] == key && (drafts[slot] == null || isIt.test(drafts[slot]))) {
        return seq;
      }
      below = seq;
    }
    return 0;
  }

  private void index(int slot) {
    int bucket = bucket(keys[slot]);
    older[slot] = newest[bucket];
    newest[bucket] = slot + 1;
  }

  private void reindex() {
    newest = new int[keys.length];
    older = new int[keys.length];
    for (long seq = known; seq < next; seq++) {
      if (keys[slot(seq)] != 0) {
        index(slot(seq));
      }
    }
  }

  private void resize(int capacity) {
    Draft[] oldDrafts = drafts;
    long[] oldKeys = keys;
    long[] oldTimes = times;
    drafts = new Draft[capacity];
    keys = new long[capacity];
    times = new long[capacity];
    for (long seq = known; seq < next; seq++) {
      int from = (int) (seq & (oldKeys.length - 1));
      drafts[slot(seq)] = oldDrafts[from];
      keys[slot(seq)] = oldKeys[from];
      times[slot(seq)] = oldTimes[from];
    }
    reindex();
  }

  private int bucket(long key) {
    return (int) (key ^ key >>> 32) & (newest.length - 1);
  }

  private int slot(long seq) {
    return (int) (seq & (keys.length - 1));
  }

  /** The number that lies in a slot: the one in [known, known + capacity) that maps to it. */
  private long seqAt(int slot) {
    return known + ((slot - known) & (keys.length - 1));
  }
}
