package chatnode.log;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the rooms that a node looks after take of its memory, and how much they may.
 *
 * <p>Counted as it grows and shrinks, on whatever thread that happens; rooms also come and go
 * between nodes unseen, so now and then it is measured anew.
 */
public final class KeptMemory {
  private static final double TIGHT = 0.8;
  private static final double HARD = 1.25;
  private static final int SMALL = 64 * 1024;

  private final long limit;
  private final AtomicLong used = new AtomicLong();

  public KeptMemory(long limit) {
    this.limit = limit;
  }

  public void add(long bytes) {
    used.addAndGet(bytes);
  }

  public void measured(long bytes) {
    used.set(bytes);
  }

  public long used() {
    return used.get();
  }

  public long limit() {
    return limit;
  }

  /** No more rooms may be kept. */
  public boolean isFull() {
    return used.get() >= limit;
  }

  /**
   * No more may be kept of a room that has {@code bytes}. Small ones may grow a little longer: it
   * is not they who have filled it.
   */
  public boolean isFullFor(long bytes) {
    return used.get() >= (bytes < SMALL ? limit * HARD : limit);
  }

  /** What can go should go. */
  public boolean isTight() {
    return used.get() >= limit * TIGHT;
  }

  /** How much should go for it not to be tight any more. */
  public long excess() {
    return Math.max(0, used.get() - (long) (limit * TIGHT));
  }
}
