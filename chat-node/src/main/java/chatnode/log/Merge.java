package chatnode.log;

import chatnode.protocol.Entry;

/**
 * Two parts of a cluster become one: what only the smaller one has comes behind all that the larger
 * one has, and who knows the room by the smaller one's numbers is told what came after the two
 * parted.
 */
final class Merge {

  /** The lineage of {@code ours} afterwards. Opened or closed by both, the next turn is a later. */
  static Lineage into(Ledger ours, Ledger others) {
    long parted = firstDifference(ours, others, partedFrom(ours, others) + 1) - 1;
    long known = ours.known();
    for (Entry entry : others.all()) {
      boolean isTrimmedHere = entry.seq() <= parted && entry.seq() < known;
      if (ours.find(entry.draft()) == 0 && !isTrimmedHere) {
        ours.put(ours.head() + 1, entry.at(), entry.draft());
      }
    }
    if (others.epoch() == ours.epoch()) {
      return ours.lineage();
    }
    ours.raise(others.origin().turn() + 1);
    return parted > 0 ? ours.lineage().with(others.epoch(), parted) : ours.lineage();
  }

  /** What is known to be shared lags behind what is: an id under the same number is the same. */
  private static long firstDifference(Ledger ours, Ledger others, long from) {
    long seq = from;
    while (ours.isKnown(seq) && others.isKnown(seq) && ours.key(seq) == others.key(seq)) {
      seq++;
    }
    return seq;
  }

  /** The last number that is known to mean the same here and there; 0 when none does. */
  private static long partedFrom(Ledger ours, Ledger others) {
    return others.epoch() == ours.epoch()
        ? Math.min(ours.confirmed(), others.confirmed())
        : ours.lineage().partedFrom(ours.epoch(), others.lineage(), others.epoch());
  }

  private Merge() {}
}
