package chatnode.cluster;

import java.util.Collections;
import java.util.Set;
import java.util.UUID;

/** A token for a side that has to fork. */
final class SideName {
  private static final long MASK = (1 << 10) - 1;
  private static final long NOT_ZERO = MASK + 1;

  /**
   * The same for all members of a side that saw the same, above 0, and not that of another split,
   * be it of the same members: {@code whole} are all that were there before it, {@code token} is
   * what the side had then.
   *
   * <p>Its low bits say which member of the whole is the first of this side, so that they differ
   * for any two sides of one split: epochs are made of them.
   */
  static long of(long token, Set<UUID> members, Set<UUID> whole) {
    long name = mix(token) + sum(members) + mix(sum(whole));
    return name & Long.MAX_VALUE & ~MASK | NOT_ZERO | first(members, whole);
  }

  private static long first(Set<UUID> members, Set<UUID> whole) {
    UUID first = Collections.min(members);
    return whole.stream().filter(id -> id.compareTo(first) < 0).count() & MASK;
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
