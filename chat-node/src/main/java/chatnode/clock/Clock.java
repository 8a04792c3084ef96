package chatnode.clock;

/** The time, and a loop's timers. Actions run on the loop whose clock it is. */
public interface Clock {

  /** Epoch milliseconds; may jump. */
  long millis();

  /** Nanoseconds since some moment; never runs backwards. */
  long nanos();

  /** Behind everything that has already arrived in this turn of the loop. From any thread. */
  void soon(Runnable action);

  /** Once, after {@code ms} (at least 1). */
  Timer after(long ms, Runnable action);

  /** Again and again, every {@code ms}. */
  Timer every(long ms, Runnable action);

  /** Something that is yet to happen. */
  interface Timer {
    void cancel();
  }
}
