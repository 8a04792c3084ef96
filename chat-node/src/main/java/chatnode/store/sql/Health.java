package chatnode.store.sql;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/** How writing goes: one log line when trouble begins and one when it is over. */
final class Health {
  private static final Logger LOG = Logger.getLogger(Health.class.getName());

  private record Bad(String sentence, long since) {}

  private final String place;
  private final LongSupplier now;
  private final LongAdder commits = new LongAdder();
  private final LongAdder commitNanos = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile Bad bad;

  Health(String place, LongSupplier now) {
    this.place = place;
    this.now = now;
  }

  void committed(long nanos) {
    commits.increment();
    commitNanos.add(nanos);
    well();
  }

  void well() {
    Bad over = bad;
    if (over != null) {
      bad = null;
      long seconds = Math.round((now.getAsLong() - over.since) / 1000.0);
      LOG.info("The store " + place + " is written again, after " + seconds + " s");
    }
  }

  void troubled(String sentence) {
    failures.increment();
    Bad before = bad;
    bad = new Bad(sentence, before == null ? now.getAsLong() : before.since);
    if (before == null) {
      LOG.warning(
          "The store "
              + place
              + " cannot be written: "
              + sentence
              + ". Chat goes on, nothing is acknowledged, and it is tried again until it can");
    }
  }

  void failed(int writes) {
    failures.add(writes);
  }

  String trouble() {
    Bad present = bad;
    return present == null ? null : present.sentence;
  }

  long troubleMs() {
    Bad present = bad;
    return present == null ? 0 : Math.max(0, now.getAsLong() - present.since);
  }

  long commits() {
    return commits.sum();
  }

  long commitNanos() {
    return commitNanos.sum();
  }

  long failures() {
    return failures.sum();
  }
}
