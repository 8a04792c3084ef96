package chatnode.room;

import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * What was last encoded, once for each kind of client: a batch for all, or a page that many cursors
 * want in one turn.
 */
final class Encoded {
  private record Copy(Dialect dialect, byte[] bytes) {}

  private final String room;
  private final List<Copy> copies = new ArrayList<>(2); // there are few kinds: looked through
  private long first;
  private long last;

  Encoded(String room) {
    this.room = room;
  }

  void clear() {
    copies.clear();
    first = 0;
  }

  byte[] of(Dialect dialect, List<Entry> entries) {
    long from = entries.get(0).seq();
    long to = entries.get(entries.size() - 1).seq();
    if (from != first || to != last) {
      copies.clear();
      first = from;
      last = to;
    }
    byte[] known = find(dialect);
    return known != null ? known : keep(dialect, dialect.entries(room, entries));
  }

  /** Always of the same frame. */
  byte[] of(Dialect dialect, ServerFrame frame) {
    byte[] known = find(dialect);
    return known != null ? known : keep(dialect, dialect.frame(frame));
  }

  private byte[] find(Dialect dialect) {
    for (Copy copy : copies) {
      if (copy.dialect == dialect) {
        return copy.bytes;
      }
    }
    return null;
  }

  private byte[] keep(Dialect dialect, byte[] bytes) {
    copies.add(new Copy(dialect, bytes));
    return bytes;
  }
}
