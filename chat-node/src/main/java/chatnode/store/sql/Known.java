package chatnode.store.sql;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the writer need not ask or write again, for as many rooms as are likely to be in use. */
final class Known {
  private static final int MANY = 20_000;
  private final Map<String, Long> rooms = recent();
  private final Map<Epoch, Boolean> epochs = recent();

  /** That an epoch is there, and was opened at this turn. */
  record Epoch(long room, long epoch, long turn) {}

  Long room(String name) {
    return rooms.get(name);
  }

  boolean has(Epoch epoch) {
    return epochs.containsKey(epoch);
  }

  /** To be called when it is committed, not before. */
  void learn(Map<String, Long> otherRooms, Collection<Epoch> otherEpochs) {
    rooms.putAll(otherRooms);
    otherEpochs.forEach(epoch -> epochs.put(epoch, true));
  }

  private static <K, V> Map<K, V> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MANY;
      }
    };
  }
}
