package chatnode.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * One vote after a loss: whether those that are left go on as they are, or are a smaller part that
 * others go on without. Only who was there before the loss counts, on either side: newcomers of one
 * side must not outvote the rest of the old ones on the other.
 */
final class Ballot {
  enum Verdict {
    OPEN,
    KEEP,
    FORK
  }

  private final long number;
  private final int electors;
  private final Set<UUID> gone;
  private final Set<UUID> withUs = new HashSet<>();
  private final Set<UUID> silent;
  private Set<UUID> dead = Set.of();
  private boolean isProbing;

  /** {@code whole} are all that were there before, {@code members} those that are left. */
  Ballot(long number, UUID self, Set<UUID> whole, Set<UUID> members) {
    this.number = number;
    this.electors = whole.size();
    this.gone = new HashSet<>(whole);
    gone.removeAll(members);
    this.silent = new HashSet<>(whole);
    silent.removeAll(gone);
    silent.remove(self);
    if (whole.contains(self)) {
      withUs.add(self);
    }
    this.isProbing = 2 * (electors - gone.size()) == electors;
  }

  long number() {
    return number;
  }

  Set<UUID> gone() {
    return Set.copyOf(gone);
  }

  /** Who has yet to answer. */
  Set<UUID> silent() {
    return Set.copyOf(silent);
  }

  /** True when it may matter whether those that are gone are dead. */
  boolean isProbing() {
    return isProbing;
  }

  void vote(UUID voter, boolean isWithUs) {
    if (silent.remove(voter) && isWithUs) {
      withUs.add(voter);
    }
  }

  void dead(Set<UUID> found) {
    dead = found;
    isProbing = false;
  }

  Verdict verdict() {
    int twice = 2 * withUs.size();
    boolean isTie = twice == electors;
    if (twice > electors || isTie && dead.containsAll(gone)) {
      return Verdict.KEEP;
    }
    return silent.isEmpty() && !(isTie && isProbing) ? Verdict.FORK : Verdict.OPEN;
  }

  @Override
  public String toString() {
    return withUs.size() + " of " + electors + " nodes";
  }
}
