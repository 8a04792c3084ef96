package chatnode.count;

import java.util.Arrays;

/**
 * How values are spread, in buckets with fixed upper bounds and one above the last. One thread
 * adds.
 */
public final class Distribution {
  private static final double[] SECONDS = {
    1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 1e-2, 2e-2, 5e-2, .1, .2, .5, 1, 2, 5, 10
  };
  private static final double[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

  private final double[] bounds;
  private final long[] counts;
  private double sum;

  private Distribution(double[] bounds, long[] counts, double sum) {
    this.bounds = bounds;
    this.counts = counts;
    this.sum = sum;
  }

  private static Distribution of(double[] bounds) {
    return new Distribution(bounds, new long[bounds.length + 1], 0);
  }

  static Distribution ofSeconds() {
    return of(SECONDS);
  }

  static Distribution ofSizes() {
    return of(SIZES);
  }

  public void add(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket]++;
    sum += value;
  }

  public void addNanos(long nanos) {
    add(nanos / 1e9);
  }

  void addAll(Distribution other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    sum += other.sum;
  }

  /** What came after {@code before}, an earlier state of this one. */
  public Distribution since(Distribution before) {
    long[] difference = counts.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= before.counts[i];
    }
    return new Distribution(bounds, difference, sum - before.sum);
  }

  public double[] bounds() {
    return bounds.clone();
  }

  /** One more than there are bounds. */
  public long[] counts() {
    return counts.clone();
  }

  public double sum() {
    return sum;
  }

  /** Within a bucket taken as evenly spread; 0 without any value. */
  public double quantile(double share) {
    long total = Arrays.stream(counts).sum();
    double rank = share * total;
    long below = 0;
    for (int i = 0; i < counts.length && total > 0; i++) {
      if (below + counts[i] >= rank) {
        double from = i == 0 ? 0 : bounds[i - 1];
        double to = bounds[Math.min(i, bounds.length - 1)];
        return counts[i] == 0 ? to : from + (to - from) * (rank - below) / counts[i];
      }
      below += counts[i];
    }
    return 0;
  }
}
