package chatbench.check;

/** What a {@code join} asked for: a place to go on from, or (epoch 0) the newest few. */
public record Asked(long epoch, long after, int recent) {

  public static Asked newest(int recent) {
    return new Asked(0, 0, recent);
  }

  public static Asked resume(long epoch, long after) {
    return new Asked(epoch, after, 0);
  }

  public boolean resumes() {
    return epoch != 0;
  }
}
