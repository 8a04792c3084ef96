package chatnode.room;

import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was last encoded, once for each kind of client: a batch for all, or a page that many cursors
 * want in one turn. Neighbours are mostly of one kind: the last answer is looked at first.
 *
 * <p>Clients may make up kinds of their own. A batch is gone with its turn, however many copies
 * there are of it; a page that stays has only some.
 */
final class Encoded {
  private final String room;
  private final int most;
  private final Map<Dialect, byte[]> copies = new IdentityHashMap<>(2);
  private Dialect last;
  private byte[] lastBytes;
  private long epoch;
  private long from;
  private long to;

  /** For one turn. */
  Encoded(String room) {
    this(room, Integer.MAX_VALUE);
  }

  /** Keeps {@code most} copies. */
  Encoded(String room, int most) {
    this.room = room;
    this.most = most;
  }

  void clear() {
    copies.clear();
    last = null;
    from = 0;
  }

  byte[] of(Dialect dialect, long epoch, List<Entry> entries) {
    long first = entries.get(0).seq();
    long head = entries.get(entries.size() - 1).seq();
    if (this.epoch != epoch || first != from || head != to) {
      clear();
      this.epoch = epoch;
      from = first;
      to = head;
    }
    return isKnown(dialect) ? lastBytes : keep(dialect, dialect.entries(room, epoch, entries));
  }

  /** Always of the same frame. */
  byte[] of(Dialect dialect, ServerFrame frame) {
    return isKnown(dialect) ? lastBytes : keep(dialect, dialect.frames(List.of(frame)));
  }

  private boolean isKnown(Dialect dialect) {
    if (dialect != last) {
      last = dialect;
      lastBytes = copies.get(dialect);
    }
    return lastBytes != null;
  }

  private byte[] keep(Dialect dialect, byte[] bytes) {
    if (copies.size() < most) {
      copies.put(dialect, bytes);
    }
    lastBytes = bytes;
    return bytes;
  }
}
