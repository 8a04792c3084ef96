package chatnode.clock;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands still until a test moves it; what is due happens in its order on the way. */
public final class MovedClock implements Clock {
  private static final long START = 1_700_000_000_000L;

  private final class Due implements Timer {
    private final long order = ++made;
    private final Runnable action;
    private final long every;
    private long at;

    Due(long at, long every, Runnable action) {
      this.at = at;
      this.every = every;
      this.action = action;
      queue.add(this);
    }

    @Override
    public void cancel() {
      queue.remove(this);
    }
  }

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.<Due>comparingLong(due -> due.at).thenComparing(d -> d.order));
  private long made;
  private long now;

  @Override
  public long millis() {
    return START + now;
  }

  @Override
  public long nanos() {
    return now * 1_000_000;
  }

  @Override
  public void soon(Runnable action) {
    new Due(now, 0, action);
  }

  @Override
  public Timer after(long ms, Runnable action) {
    return new Due(now + Math.max(1, ms), 0, action);
  }

  @Override
  public Timer every(long ms, Runnable action) {
    return new Due(now + ms, ms, action);
  }

  /** Everything that is to happen in this turn of the loop. */
  public void settle() {
    move(0);
  }

  /** Lets {@code ms} pass. */
  public void move(long ms) {
    long end = now + ms;
    while (!queue.isEmpty() && queue.peek().at <= end) {
      Due due = queue.poll();
      now = Math.max(now, due.at);
      if (due.every > 0) {
        due.at += due.every;
        queue.add(due);
      }
      due.action.run();
    }
    now = end;
  }

  /** The process stands still for {@code ms}: what was due meanwhile has yet to happen. */
  public void freeze(long ms) {
    now += ms;
  }

  /** Timers that are yet to ring. */
  public int pending() {
    return queue.size();
  }
}
