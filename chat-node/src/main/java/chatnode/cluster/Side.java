package chatnode.cluster;

import java.util.HashSet;
import java.util.List;
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
 *   settled ------------------> unsettled  the others are dead: the token stays -----------> settled
 *      ^                            |
 *      |  a member has              +----- all have answered, and it is neither: another --> settled
 *      |  told its token
 *     new  starts, or merges into the larger side; alone from the start: 0
 * </pre>
 *
 * <p>Whoever says "I am with you" will not say so to those it was asked to do without. Two sides
 * would need a common voter to have a majority each, so at most one keeps its token. A token is
 * never taken back: a side that once had to fork has rooms that have not, and they must fork too
 * before anybody writes there. Who joins a side shares its token for the same reason.
 *
 * <p>Called from Hazelcast's threads, hence the lock; what every write asks is one comparison.
 */
final class Side {
  /** Instead of a token: whether it may be kept is being found out. */
  static final long UNSETTLED = -1;

  /** Instead of a vote's token: the voter has none yet, and knows no more than who asks. */
  static final long NEW = -2;

  /** Instead of a vote's token: the voter is not with who asks. */
  static final long AGAINST = -3;

  /** The others. Their answers come back through {@link #vote} and {@link #dead}. */
  interface Electorate {
    /** The members as this node sees them: the same object while nothing has changed. */
    Object members();

    /** The oldest first. */
    List<UUID> ids(Object members);

    UUID self();

    /** Asks each of {@code voters}, once, whether it is with this node and without {@code gone}. */
    void ask(long ballot, Set<UUID> voters, Set<UUID> gone);

    /** Asks in a moment again. */
    void askAgain(long ballot, UUID voter);

    /** Looks for a while whether the processes of {@code gone} are still there. */
    void probe(long ballot, Set<UUID> gone);
  }

  private record Settled(Object view, long token) {}

  private static final Logger LOG = Logger.getLogger(Side.class.getName());

  private final Electorate electorate;
  private final Set<UUID> condemned = new HashSet<>();
  private final Set<UUID> departed = new HashSet<>();
  private volatile Settled settled = new Settled(null, UNSETTLED);
  private volatile CutOff cutOff;
  private long token = NEW;
  private long ballots;
  private Ballot ballot; // null while settled or new
  private boolean isFirst = true;
  private boolean isMerging;
  private Object view;
  private Set<UUID> members = Set.of();
  private Set<UUID> whole = Set.of();
  private Set<UUID> uninformed = Set.of();

  Side(Electorate electorate) {
    this.electorate = electorate;
  }

  /** 0, or the name of a side that had to fork, or {@link #UNSETTLED}. */
  long token() {
    Settled known = settled;
    return known.view != null && known.view == electorate.members() ? known.token : look();
  }

  /** Null while nobody goes on without this side. */
  CutOff cutOff() {
    return cutOff;
  }

  private synchronized long look() {
    Object now = electorate.members();
    if (now != view && !isMerging) {
      view = now;
      List<UUID> ids = List.copyOf(electorate.ids(now));
      Set<UUID> before = members;
      members = Set.copyOf(ids);
      condemned.removeAll(without(members, before));
      if (cutOff != null && members.size() >= cutOff.before()) {
        cutOff = null; // those missed are back, or others instead
      }
      changed(ids);
      isFirst = false;
    }
    publish();
    return settled.token;
  }

  private void changed(List<UUID> ids) {
    if (token == NEW) {
      if (isFirst && ids.get(0).equals(electorate.self())) {
        settle(0);
      } else {
        enquire();
      }
      return;
    }
    whole = without(whole, without(departed, members));
    if (ballot != null || !members.containsAll(whole)) {
      callBallot();
    } else {
      whole = members;
    }
  }

  private void enquire() {
    whole = union(whole, members);
    uninformed = without(members, Set.of(electorate.self()));
    electorate.ask(++ballots, uninformed, Set.of());
    forkIfNobodyKnows();
  }

  private void forkIfNobodyKnows() {
    if (uninformed.isEmpty()) {
      LOG.warning("nobody is left who knows which side this node is on: new epochs");
      settle(SideName.of(token, members, whole));
    }
  }

  private void callBallot() {
    ballot = new Ballot(++ballots, electorate.self(), whole, members);
    condemned.addAll(ballot.gone());
    electorate.ask(ballots, ballot.silent(), ballot.gone());
    if (ballot.isProbing()) {
      electorate.probe(ballots, ballot.gone());
    }
    count();
  }

  /**
   * This node's own vote for {@code asker}, which goes on without {@code gone}: its token, or why
   * there is none.
   */
  synchronized long isWith(UUID asker, Set<UUID> gone) {
    look();
    if (!members.contains(asker) || condemned.contains(asker)) {
      return AGAINST;
    }
    condemned.addAll(gone);
    return token == NEW ? NEW : settled.token;
  }

  /** A member has said that it is about to leave: once it is gone nobody need ask about it. */
  synchronized void departs(UUID member) {
    departed.add(member);
  }

  synchronized void vote(long inBallot, UUID voter, long vote) {
    if (inBallot != ballots) {
      return;
    }
    if (ballot != null) {
      ballot.vote(voter, vote != AGAINST);
      count();
    } else if (token == NEW) {
      inform(voter, vote);
    }
    publish();
  }

  private void inform(UUID voter, long vote) {
    if (vote >= 0) {
      settle(vote);
    } else if (vote == NEW) {
      uninformed.remove(voter);
      forkIfNobodyKnows();
    } else {
      electorate.askAgain(ballots, voter);
    }
  }

  /** The probe has ended: these were found dead. */
  synchronized void dead(long inBallot, Set<UUID> found) {
    if (ballot != null && inBallot == ballots) {
      ballot.dead(found);
      count();
      publish();
    }
  }

  private void count() {
    switch (ballot.verdict()) {
      case KEEP -> {
        LOG.info(ballot + " go on");
        settle(token);
      }
      case FORK -> {
        LOG.warning("cut off with " + ballot + ": new epochs");
        cutOff =
            new CutOff(members.size(), whole.size(), System.currentTimeMillis(), ballot.gone());
        settle(SideName.of(token, members, whole));
      }
      case OPEN -> {}
    }
  }

  private void settle(long newToken) {
    ballot = null;
    token = newToken;
    whole = members;
  }

  /** From now on this node is giving up what it had for what the larger side has. */
  synchronized void merging() {
    isMerging = true;
    token = NEW;
    ballot = null;
    ballots++;
    cutOff = null;
    members = Set.of();
    whole = Set.of();
    view = null;
    publish();
  }

  /** It has, or could not. */
  synchronized void merged() {
    isMerging = false;
    look();
  }

  private void publish() {
    boolean isSettled = token >= 0 && ballot == null;
    settled = new Settled(view, isSettled ? token : UNSETTLED);
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
