package chatnode.feed;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a room was delivered under the epochs it had before. A part of the cluster that is cut
 * off may have to begin a room from nothing, and come back to the numbering that all know: then its
 * people go on where they left that one.
 */
final class Trail {
  private static final int MAX = 8;

  private final Map<Long, Long> heads =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > MAX;
        }
      };

  void left(long epoch, long head) {
    heads.remove(epoch);
    heads.put(epoch, head);
  }

  boolean knows(long epoch) {
    return heads.containsKey(epoch);
  }

  long headOf(long epoch) {
    return heads.get(epoch);
  }
}
