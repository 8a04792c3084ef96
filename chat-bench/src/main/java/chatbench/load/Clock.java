package chatbench.load;

/** Microseconds since the load began; they travel in the messages themselves. */
public final class Clock {
  private final long zero = System.nanoTime();

  public long micros() {
    return (System.nanoTime() - zero) / 1_000;
  }
}
