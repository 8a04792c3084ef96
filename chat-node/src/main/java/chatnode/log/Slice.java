package chatnode.log;

import chatnode.protocol.Entry;
import java.util.List;

/**
 * A piece of a room's log, and what the room kept when it was read.
 *
 * @param after the number that was asked for, in this epoch's numbering; -1 when the log does not
 *     know that place, and {@code entries} are the newest instead
 * @param first the oldest message kept, {@code head + 1} when none is
 */
public record Slice(long epoch, long after, long first, long head, List<Entry> entries) {

  /** From which number on this, and what is read behind it, has no hole. */
  public long from() {
    return after < 0 || after + 1 < first
        ? entries.isEmpty() ? head + 1 : entries.get(0).seq()
        : after + 1;
  }

  /** Whether nothing is missing between the place asked for and what is here. */
  public boolean isComplete() {
    return after >= 0 && after + 1 >= first;
  }
}
