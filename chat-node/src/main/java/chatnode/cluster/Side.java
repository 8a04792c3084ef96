package chatnode.cluster;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Which side of a split this node may be on.
 *
 * <p>When most members vanish at once, the likelier truth is that this node is the one cut off, or
 * was frozen: the others go on numbering, and so must not this side under the same epoch. Half of
 * the members gone is taken for a crash, the common case with two nodes. But a node that stood
 * still is the one to blame for any loss: it learns of its removal member by member, and between
 * the first and the last it would still see a majority.
 *
 * <p>Asked for every write, with the members of that moment: a listener's call would come after the
 * first writes.
 */
final class Side {
  private static final long SECOND = 1_000_000_000L;

  /** Losses within this time count as one event. */
  private static final long TOGETHER = 60 * SECOND;

  /** Ticks come twice a second. */
  private static final long STANDSTILL = 3 * SECOND;

  /** {@code whole} members are meant to be here, {@code left} were at the last look. */
  private record State(
      int whole, int left, long lastLoss, long lastTick, long lastStandstill, long token) {

    State tick(long now) {
      long standstill = now - lastTick > STANDSTILL ? now : lastStandstill;
      return new State(whole, left, lastLoss, now, standstill, token);
    }

    State members(int now, long name, long time) {
      if (now == left) {
        return this;
      }
      if (now > left) {
        int grown = Math.max(whole, now);
        return new State(
            grown, now, lastLoss, lastTick, lastStandstill, 2 * now > grown ? 0 : token);
      }
      // Who left long ago, one by one, has been done without: the cluster is that much smaller.
      int before = token == 0 && time - lastLoss > TOGETHER ? left : whole;
      boolean stoodStill = time - lastStandstill < TOGETHER;
      boolean isSmaller = stoodStill || 2 * now < before;
      long fork = token != 0 ? token : isSmaller ? name | 1 : 0;
      return new State(before, now, time, lastTick, lastStandstill, fork);
    }
  }

  private final AtomicReference<State> state;

  Side(long now) {
    long longAgo = now - 2 * TOGETHER;
    state = new AtomicReference<>(new State(1, 1, longAgo, now, longAgo, 0));
  }

  /** To be called twice a second: a late call tells of a standstill. */
  void tick(long now) {
    state.updateAndGet(before -> before.tick(now));
  }

  /**
   * 0 with the majority; otherwise a value that all members of this side have in common, because it
   * comes from {@code name}, which stands for the {@code members} that are left.
   */
  long token(int members, long name, long now) {
    State before = state.get();
    if (before.left == members && now - before.lastTick <= STANDSTILL) {
      return before.token;
    }
    return state.updateAndGet(each -> each.tick(now).members(members, name, now)).token;
  }
}
