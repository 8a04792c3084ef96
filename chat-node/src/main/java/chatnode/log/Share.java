package chatnode.log;

import chatnode.protocol.Entry;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has most of what a full room keeps, if anybody has more than half of it.
 *
 * <p>Estimated from some messages spread over the whole, and only now and then: a room that is full
 * is a busy one.
 */
final class Share {
  private static final int SAMPLES = 64;

  private final Window window;
  private long holder;
  private long measuredAt;

  Share(Window window) {
    this.window = window;
  }

  /** Whether the sender of this message is it. */
  boolean isHeldBy(long client) {
    long step = Math.max(1, (window.next() - window.first()) / SAMPLES);
    if (window.next() - measuredAt >= step) {
      holder = measure(step);
      measuredAt = window.next();
    }
    return client == holder;
  }

  /** 0 for nobody. */
  private long measure(long step) {
    Map<Long, Long> bytes = new HashMap<>();
    long total = 0;
    for (long seq = window.first(); seq < window.next(); seq += step) {
      Entry entry = window.entry(seq);
      if (entry != null) {
        bytes.merge(entry.draft().clientKey(), (long) entry.draft().size(), Long::sum);
        total += entry.draft().size();
      }
    }
    long half = total / 2;
    return bytes.entrySet().stream()
        .filter(each -> each.getValue() > half)
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(0);
  }
}
