package chatnode.log;

import chatnode.protocol.Draft;
import java.util.List;

/** Appends several drafts to one ledger at once. */
public final class Batch {

  public static Appended append(Ledger ledger, List<Draft> drafts, long now, Retention keep) {
    long[] seqs = new long[drafts.size()];
    long[] times = new long[drafts.size()];
    for (int i = 0; i < seqs.length; i++) {
      seqs[i] = ledger.append(drafts.get(i), now, keep);
      // A batch larger than what is kept has trimmed its own beginning: those came now.
      times[i] = seqs[i] >= ledger.first() ? ledger.at(seqs[i]) : now;
    }
    return new Appended(ledger.epoch(), seqs, times);
  }

  private Batch() {}
}
