package chatnode.ways.stomp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dialects of one loop, so that clients who chose the same id for their subscription share one:
 * what a room says is encoded once for each dialect, and most clients count from the same number.
 * Of ids that nobody else has only the last ones are remembered.
 */
public final class StompDialects {
  private static final int MOST = 256;

  private record Key(String subscription, boolean isAcked) {}

  private final Map<Key, StompDialect> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, StompDialect> eldest) {
          return size() > MOST;
        }
      };

  StompDialect of(String subscription, boolean isAcked) {
    return known.computeIfAbsent(
        new Key(subscription, isAcked), key -> new StompDialect(subscription, isAcked));
  }
}
