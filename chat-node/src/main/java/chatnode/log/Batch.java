package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Appends several drafts to one ledger at once. */
public final class Batch {

  public static Appended append(Ledger ledger, List<Draft> drafts, long now, Retention keep) {
    return append(ledger, drafts, new BitSet(), now, keep);
  }

  /** {@code stored} are the changes among them whose message was found in the store. */
  public static Appended append(
      Ledger ledger, List<Draft> drafts, BitSet stored, long now, Retention keep) {
    List<Entry> entries = new ArrayList<>(drafts.size());
    BitSet known = new BitSet(drafts.size());
    boolean isChanged = false;
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      long head = ledger.head();
      long seq = ledger.append(draft, stored.get(i), now, keep);
      if (seq > head) {
        entries.add(new Entry(seq, ledger.lastAt(), draft));
        isChanged |= draft.kind() != Draft.Kind.MESSAGE;
      } else {
        known.set(i);
        Entry kept = ledger.entry(seq);
        long at = seq > 0 ? ledger.at(seq) : 0;
        entries.add(kept != null ? kept : new Entry(seq, at, null));
      }
    }
    if (isChanged) {
      amend(ledger, entries);
    }
    return new Appended(ledger.origin(), ledger.head(), ledger.stored(), entries, known);
  }

  /** What was changed later in the same batch is never told as it was. */
  private static void amend(Ledger ledger, List<Entry> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Entry kept = ledger.entry(entries.get(i).seq());
      if (kept != null) {
        entries.set(i, kept);
      } else if (entries.get(i).draft() != null) { // dropped already
        Entry left = entries.get(i);
        for (Entry later : entries) {
          left = later.draft() == null ? left : left.after(later);
        }
        entries.set(i, left);
      }
    }
  }

  /**
   * Whether none of them can be taken: memory is short, or too much waits to be stored. What is
   * only a resend can always be answered.
   */
  public static boolean isTooMuch(
      Ledger ledger, List<Draft> drafts, KeptMemory memory, Retention keep) {
    return (memory.isFullFor(ledger.memory()) || ledger.isClogged(keep))
        && drafts.stream().anyMatch(each -> ledger.find(each) == 0);
  }

  private Batch() {}
}
