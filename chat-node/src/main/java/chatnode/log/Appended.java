package chatnode.log;

import chatnode.protocol.Entry;
import chatnode.store.Origin;
import java.util.BitSet;
import java.util.List;

/**
 * Where a batch of drafts stands in the room's order.
 *
 * @param origin of the epoch in which they have their numbers
 * @param head the last number of the room
 * @param stored up to where the store is known to have everything
 * @param entries draft by draft what the log has at its place, which for a resend is what was said
 *     first; without a draft where only the place is still known, and with no number but the
 *     reason, as {@link Ledger#append} has it, where it was not taken
 * @param known the drafts that were there already
 */
public record Appended(Origin origin, long head, long stored, List<Entry> entries, BitSet known) {

  /** Whether it has no number yet, as only the store can tell if what it changes is there. */
  boolean isUnknown(int draft) {
    return entries.get(draft).seq() == Ledger.UNKNOWN;
  }

  public long epoch() {
    return origin.epoch();
  }

  /** Those that the store may not have yet. */
  public List<Entry> unstored() {
    return entries.stream().filter(entry -> entry.draft() != null && entry.seq() > stored).toList();
  }
}
