package chatnode.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The epochs whose beginning a room shares: up to which number the messages of each are the same
 * ones as here, under the same numbers.
 *
 * <p>Epochs end where a part of the cluster goes on alone, and come back when two parts become one.
 * Who knows the room by such an epoch needs to be told only what came after the two went different
 * ways.
 */
public record Lineage(List<Shared> shared) {
  private static final int MAX = 16;
  static final Lineage NONE = new Lineage(List.of());

  /** Up to {@code seq} the numbers of {@code epoch} mean the same. */
  public record Shared(long epoch, long seq) {}

  Lineage with(long epoch, long seq) {
    List<Shared> more = new ArrayList<>(shared);
    more.removeIf(each -> each.epoch == epoch);
    more.add(new Shared(epoch, seq));
    return new Lineage(List.copyOf(more.subList(Math.max(0, more.size() - MAX), more.size())));
  }

  /** Up to where the numbers of {@code epoch} mean the same here, or -1 for a stranger. */
  long sharedWith(long epoch) {
    for (Shared each : shared) {
      if (each.epoch == epoch) {
        return each.seq;
      }
    }
    return -1;
  }

  /**
   * The last number that means the same under two epochs, this being the lineage of the first; 0
   * when none is known to.
   */
  long partedFrom(long epoch, Lineage others, long otherEpoch) {
    long theirs = others.sharedWith(epoch);
    long ours = sharedWith(otherEpoch);
    if (theirs >= 0 || ours >= 0) {
      return Math.max(theirs, ours);
    }
    return shared.stream()
        .filter(each -> others.sharedWith(each.epoch) >= 0)
        .mapToLong(each -> Math.min(each.seq, others.sharedWith(each.epoch)))
        .max()
        .orElse(0);
  }
}
