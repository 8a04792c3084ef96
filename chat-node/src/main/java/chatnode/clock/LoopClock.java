package chatnode.clock;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The clock of an event loop. */
public final class LoopClock implements Clock {
  private final Vertx vertx;
  private final Context loop;

  /** To be made on the loop that will use it. */
  public LoopClock(Vertx vertx) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
  }

  @Override
  public long millis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void soon(Runnable action) {
    loop.runOnContext(v -> action.run());
  }

  @Override
  public Timer after(long ms, Runnable action) {
    long id = vertx.setTimer(Math.max(1, ms), t -> action.run());
    return () -> vertx.cancelTimer(id);
  }

  @Override
  public Timer every(long ms, Runnable action) {
    long id = vertx.setPeriodic(ms, t -> action.run());
    return () -> vertx.cancelTimer(id);
  }
}
