package chatnode.presence;

import chatnode.bus.PresenceWord.Change;
import java.util.List;

/** Cuts what is to be said into messages that the bus can carry without holding up others. */
final class Portions {
  static final int BYTES = 64 * 1024;

  private final List<Change> all;
  private int next;
  private int cut;

  Portions(List<Change> all) {
    this.all = all;
  }

  /** The next of them; the first may be empty, when there is nothing at all. */
  List<Change> next() {
    int from = next;
    int bytes = 0;
    while (next < all.size() && (bytes += all.get(next).bytes()) <= BYTES) {
      next++;
    }
    cut++;
    return all.subList(from, next);
  }

  boolean hasNext() {
    return next < all.size();
  }

  /** How many were cut. */
  int count() {
    return cut;
  }
}
