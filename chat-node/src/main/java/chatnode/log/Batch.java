package chatnode.log;

import chatnode.protocol.Draft;
import chatnode.protocol.Entry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Appends several drafts to one ledger at once. */
public final class Batch {

  public static Appended append(Ledger ledger, List<Draft> drafts, long now, Retention keep) {
    List<Entry> entries = new ArrayList<>(drafts.size());
    BitSet known = new BitSet(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      long head = ledger.head();
      long seq = ledger.append(draft, now, keep);
      if (seq > head) {
        entries.add(new Entry(seq, ledger.lastAt(), draft));
      } else {
        known.set(i);
        if (seq == 0) {
          entries.add(Appended.REFUSED);
          continue;
        }
        Entry kept = ledger.entry(seq);
        entries.add(kept != null ? kept : new Entry(seq, ledger.at(seq), null));
      }
    }
    return new Appended(ledger.origin(), ledger.head(), ledger.stored(), entries, known);
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
