package chatnode.cluster;

import java.util.Set;
import java.util.UUID;

/** A token for a side that has to fork. */
final class SideName {

  /**
   * The same for all members of a side that saw the same, above 0, and not that of another split,
   * be it of the same members: {@code whole} are all that were there before it, {@code token} is
   * what the side had then.
   */
  static long of(long token, Set<UUID> members, Set<UUID> whole) {
    long name = mix(token) + sum(members) + mix(sum(whole));
    return name >>> 1 | 1;
  }

  private static long sum(Set<UUID> ids) {
    return ids.stream()
        .mapToLong(id -> mix(id.getLeastSignificantBits() ^ id.getMostSignificantBits()))
        .sum();
  }

  /** The finalizer of SplitMix64: sums of what it returns differ for different sets. */
  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  private SideName() {}
}
