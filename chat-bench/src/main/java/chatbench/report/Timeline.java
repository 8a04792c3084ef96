package chatbench.report;

/** What happened in each full second of the talk. */
final class Timeline {
  private static final long SECOND = 1_000_000_000;

  private final long start;
  final double[] said;
  final double[] acked;
  final double[] delivered;
  final double[] slowestMs;
  final double[] pauseMs;

  Timeline(long start, long end) {
    int seconds = (int) Math.max(1, (end - start) / SECOND);
    this.start = start;
    said = new double[seconds];
    acked = new double[seconds];
    delivered = new double[seconds];
    slowestMs = new double[seconds];
    pauseMs = new double[seconds];
  }

  int seconds() {
    return said.length;
  }

  double second(long at) {
    return (at - start) / (double) SECOND;
  }

  void count(double[] series, long at) {
    int index = index(at);
    if (index >= 0) {
      series[index]++;
    }
  }

  void most(double[] series, long at, double value) {
    int index = index(at);
    if (index >= 0) {
      series[index] = Math.max(series[index], value);
    }
  }

  private int index(long at) {
    long index = (at - start) / SECOND;
    return at < start || index >= said.length ? -1 : (int) index;
  }
}
