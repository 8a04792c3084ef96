package chatbench.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what all sockets see, once for the whole measured time and once per second. */
final class Tally {
  private static final long LONGEST_MICROS = 3_600_000_000L;

  final Histogram acks = new Histogram(LONGEST_MICROS, 3);
  final Histogram deliveries = new Histogram(LONGEST_MICROS, 3);
  final Histogram acksThisSecond = new Histogram(LONGEST_MICROS, 3);
  final Map<String, Long> errors = new TreeMap<>();

  /** Arrivals within the measured time, whatever was said before it. */
  long acked;

  long delivered;

  /** Stuck sockets the server has closed. */
  long dropped;

  /** Arrivals since the last progress line. */
  long deliveredThisSecond;

  private long from = Long.MAX_VALUE;
  private long to = Long.MAX_VALUE;

  /** Latencies count when the message was said in this time, rates when it arrived in it. */
  void measure(long fromMicros, long toMicros) {
    from = fromMicros;
    to = toMicros;
  }

  void ack(long saidAt, long now) {
    long took = Math.max(0, now - saidAt);
    acksThisSecond.recordValue(took);
    if (now >= from && now < to) {
      acked++;
    }
    if (saidAt >= from && saidAt < to) {
      acks.recordValue(took);
    }
  }

  void delivery(long saidAt, long now) {
    deliveredThisSecond++;
    if (now >= from && now < to) {
      delivered++;
    }
    if (saidAt >= from && saidAt < to) {
      deliveries.recordValue(Math.max(0, now - saidAt));
    }
  }

  void error(String code) {
    errors.merge(code, 1L, Long::sum);
  }

  long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  void nextSecond() {
    acksThisSecond.reset();
    deliveredThisSecond = 0;
  }
}
