package chatnode.ways;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A little for each address, whatever the others take: so many connections a second, twice that at
 * once. Of the addresses only those are kept that used something lately, and at most so many.
 */
final class Shares {
  private static final long SECOND = 1_000_000_000L;
  private static final int BURST_SECONDS = 2;
  private static final long SWEEP_EVERY = SECOND / 10;
  private static final int MAX_ADDRESSES = 10_000;

  private final long each;

  /** When the share of an address is whole again. */
  private final Map<String, Long> debts = new ConcurrentHashMap<>();

  private final AtomicLong sweptAt = new AtomicLong(System.nanoTime() - SECOND);

  Shares(int perSecond) {
    this.each = SECOND / Math.max(1, perSecond);
  }

  /** Takes one of this address's share; false when it is used up. */
  boolean take(String address, long now) {
    if (debts.size() >= MAX_ADDRESSES && !makeRoom(now)) {
      return false;
    }
    boolean[] taken = {false};
    debts.compute(
        address,
        (key, before) -> {
          long after = Math.max(before == null ? now : before, now) + each;
          taken[0] = after - now <= BURST_SECONDS * SECOND;
          return taken[0] ? after : before;
        });
    return taken[0];
  }

  /** Not at every call: whoever fills it would be answered with a walk over all of it each time. */
  private boolean makeRoom(long now) {
    long before = sweptAt.get();
    if (now - before >= SWEEP_EVERY && sweptAt.compareAndSet(before, now)) {
      debts.values().removeIf(end -> end - now <= 0);
    }
    return debts.size() < MAX_ADDRESSES;
  }
}
