package chatnode.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;

/**
 * Which side of a split this node is on, found out by a vote.
 *
 * <p>A member that vanishes may have crashed, or this node may be the one that is cut off or was
 * frozen, and the others go on numbering without it: then it must not number under the same epoch.
 * Neither how many are left nor how long the silence was tells which it is: a node that thaws loses
 * the others one by one, and for a moment still sees a majority. So after every loss this node asks
 * those it still sees whether they are with it, and numbers nothing until it knows:
 *
 * <pre>
 *            a member is gone              more than half are with this node, or half and
 *   settled ------------------> unsettled  the others are dead: the epochs stay ------------> settled
 *                                   |
 *                                   +----- all have answered, and it is neither: new epochs -> settled
 * </pre>
 *
 * <p>Whoever says "I am with you" will not say so to those it was asked to do without. Two sides
 * would need a common voter to have a majority each, so at most one keeps the epochs.
 *
 * <p>Called from Hazelcast's threads, hence the lock; what every write asks is one comparison.
 */
final class Side {
  /** Instead of a token: whether the epochs may be kept is being found out. */
  static final long UNSETTLED = -1;

  /** The others. Their answers come back through {@link #vote} and {@link #dead}. */
  interface Electorate {
    /** The members as this node sees them: the same object while nothing has changed. */
    Object members();

    Set<UUID> ids(Object members);

    UUID self();

    /** Asks each of {@code voters}, once, whether it is with this node and without {@code gone}. */
    void ask(long ballot, Set<UUID> voters, Set<UUID> gone);

    /** Looks for a while whether the processes of {@code gone} are still there. */
    void probe(long ballot, Set<UUID> gone);
  }

  private record Settled(Object view, long token) {}

  private static final Logger LOG = Logger.getLogger(Side.class.getName());

  private final Electorate electorate;
  private final Set<UUID> condemned = new HashSet<>();
  private final Set<UUID> departed = new HashSet<>();
  private volatile Settled settled = new Settled(null, 0);
  private long token;
  private long ballots;
  private long ballot; // 0 while settled
  private int beforeSplit; // how many were whole
  private Object view;
  private Set<UUID> members = Set.of();
  private Set<UUID> whole = Set.of();
  private Set<UUID> withUs = Set.of();
  private Set<UUID> silent = Set.of();
  private Set<UUID> dead = Set.of();
  private boolean isProbing;

  Side(Electorate electorate) {
    this.electorate = electorate;
  }

  /**
   * 0 on the side that keeps the epochs, {@link #UNSETTLED}, or a name for this side that differs
   * from those of all others.
   */
  long token() {
    Settled known = settled;
    return known.view == electorate.members() ? known.token : look();
  }

  private synchronized long look() {
    Object now = electorate.members();
    if (now != view) {
      view = now;
      Set<UUID> ids = Set.copyOf(electorate.ids(now));
      Set<UUID> gone = without(members, ids);
      condemned.removeAll(without(ids, members));
      members = ids;
      whole = union(whole, ids);
      if (!gone.isEmpty() || ballot != 0) {
        callBallot();
      } else {
        whole = ids;
        token = ids.size() >= beforeSplit ? 0 : token; // those missed are back, or others instead
      }
      publish();
    }
    return settled.token;
  }

  /** This node has given up what it had for what the larger side has. */
  synchronized void merged() {
    token = 0;
    ballot = 0;
    beforeSplit = 0;
    members = Set.of();
    whole = Set.of();
    view = null;
    look();
  }

  private void callBallot() {
    ballot = ++ballots;
    whole = without(whole, without(departed, members));
    Set<UUID> gone = without(whole, members);
    condemned.addAll(gone);
    withUs = new HashSet<>(Set.of(electorate.self()));
    silent = without(members, withUs);
    dead = Set.of();
    isProbing = 2 * members.size() == whole.size();
    electorate.ask(ballot, Set.copyOf(silent), gone);
    if (isProbing) {
      electorate.probe(ballot, gone);
    }
    count();
  }

  /** This node's own vote for {@code asker}, which goes on without {@code gone}. */
  synchronized boolean isWith(UUID asker, Set<UUID> gone) {
    look();
    if (!members.contains(asker) || condemned.contains(asker)) {
      return false;
    }
    condemned.addAll(gone);
    return true;
  }

  /** A member has said that it is about to leave: once it is gone nobody need ask about it. */
  synchronized void departs(UUID member) {
    departed.add(member);
  }

  synchronized void vote(long inBallot, UUID voter, boolean isWithUs) {
    if (inBallot == ballot) {
      silent.remove(voter);
      if (isWithUs) {
        withUs.add(voter);
      }
      count();
      publish();
    }
  }

  /** The probe has ended: these were found dead. */
  synchronized void dead(long inBallot, Set<UUID> found) {
    if (inBallot == ballot) {
      dead = found;
      isProbing = false;
      count();
      publish();
    }
  }

  private void count() {
    int twice = 2 * withUs.size();
    boolean isTie = twice == whole.size();
    if (twice > whole.size() || isTie && dead.containsAll(without(whole, members))) {
      LOG.info(() -> withUs.size() + " of " + whole.size() + " nodes go on");
      settle(token);
    } else if (silent.isEmpty() && !(isTie && isProbing)) {
      LOG.warning(
          () -> "cut off with " + withUs.size() + " of " + whole.size() + " nodes: new epochs");
      beforeSplit = Math.max(beforeSplit, whole.size());
      settle(name());
    }
  }

  private void settle(long newToken) {
    ballot = 0;
    token = newToken;
    whole = members;
  }

  private void publish() {
    settled = new Settled(view, ballot == 0 ? token : UNSETTLED);
  }

  /** The same for all members of a side, and above 0. */
  private long name() {
    long sum = members.stream().mapToLong(UUID::getLeastSignificantBits).sum();
    return sum >>> 1 | 1;
  }

  private static Set<UUID> without(Set<UUID> all, Set<UUID> these) {
    Set<UUID> rest = new HashSet<>(all);
    rest.removeAll(these);
    return rest;
  }

  private static Set<UUID> union(Set<UUID> some, Set<UUID> more) {
    Set<UUID> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}
