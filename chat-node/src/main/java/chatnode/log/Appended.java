package chatnode.log;

import chatnode.protocol.Entry;
import java.util.BitSet;
import java.util.List;

/**
 * Where a batch of drafts stands in the room's order.
 *
 * @param head the last number of the room
 * @param entries draft by draft what the log has at its place, which for a resend is what was said
 *     first; without a draft where only the place is still known
 * @param known the drafts that were there already
 */
public record Appended(long epoch, long head, List<Entry> entries, BitSet known) {
  /** Has no number, as its sender would crowd the others out. */
  public static final Entry REFUSED = new Entry(0, 0, null);
}
