package chatnode.log;

import java.time.Duration;

/**
 * How much of a room is kept in memory.
 *
 * @param window so long at least, even when memory is short
 * @param bytes of messages at most, whatever their age
 * @param remember so long ids are known, which may be longer than their messages are kept; the
 *     newest 10,000 or {@code bytes / 32} of them at most
 * @param stays whether a store has to have what memory drops
 */
public record Retention(Duration window, long bytes, Duration remember, boolean stays) {
  private static final int BYTES_PER_ID = 32;
  private static final int LEAST_IDS = 10_000;

  long ids() {
    return Math.max(LEAST_IDS, bytes / BYTES_PER_ID);
  }
}
