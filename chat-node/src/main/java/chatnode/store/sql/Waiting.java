package chatnode.store.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What waits to be written, from all loops, within a bound of bytes. */
final class Waiting {
  private static final long BATCH_BYTES = 1024 * 1024;
  private static final int BATCH_MESSAGES = 2_000;

  /** Taken without being done: it only ends the waiting for another. */
  private static final Job NOTHING = Job.close(List.of(), null);

  private final BlockingQueue<Job> queue = new LinkedBlockingQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong messages = new AtomicLong();
  private final long maxBytes;

  Waiting(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Openings and closings are always taken: they are small, and nothing ends without them. */
  boolean offer(Job job) {
    if (!job.entries().isEmpty() && bytes.get() >= maxBytes) {
      return false;
    }
    bytes.addAndGet(job.bytes());
    messages.addAndGet(job.entries().size());
    return queue.add(job);
  }

  /** As much as one transaction should take, or nothing for {@code patienceMs}. */
  List<Job> take(long patienceMs) throws InterruptedException {
    List<Job> batch = new ArrayList<>();
    long batchBytes = 0;
    long batchMessages = 0;
    Job job = queue.poll(patienceMs, TimeUnit.MILLISECONDS);
    while (job != null && job != NOTHING) {
      batch.add(job);
      batchBytes += job.bytes();
      batchMessages += Math.max(1, job.entries().size());
      boolean isEnough = batchBytes >= BATCH_BYTES || batchMessages >= BATCH_MESSAGES;
      job = isEnough ? null : queue.poll();
    }
    return batch;
  }

  /** Whoever takes need not wait any longer. */
  void wake() {
    queue.add(NOTHING);
  }

  /** It is written, or never will be. */
  void done(List<Job> jobs) {
    for (Job job : jobs) {
      bytes.addAndGet(-job.bytes());
      messages.addAndGet(-job.entries().size());
    }
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  long bytes() {
    return bytes.get();
  }

  long messages() {
    return messages.get();
  }
}
