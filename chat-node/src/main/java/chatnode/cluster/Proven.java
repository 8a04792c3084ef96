package chatnode.cluster;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** When it was last seen that writes get through to each member. */
final class Proven {
  /** A write may take as long without anybody being worse off than for a moment. */
  static final long LIMIT_NANOS = 2_000_000_000L;

  private final Map<String, Long> last = new ConcurrentHashMap<>();
  private final Set<String> ever = ConcurrentHashMap.newKeySet();
  private volatile boolean isComplete;

  /** Those that rooms are kept at now. */
  void owners(Set<String> owners, long now) {
    last.keySet().retainAll(owners);
    ever.retainAll(owners);
    owners.forEach(owner -> last.putIfAbsent(owner, now));
    isComplete |= !owners.isEmpty() && ever.containsAll(owners);
  }

  void succeeded(String owner, long now) {
    last.computeIfPresent(owner, (o, before) -> now);
    ever.add(owner);
  }

  /** True once writes have got through to all. */
  boolean isComplete() {
    return isComplete;
  }

  /**
   * Members that writes do not get through to. This one is not among them when others are: what is
   * kept here has its copies there.
   */
  Set<String> failing(String self, long now) {
    Set<String> failing =
        last.entrySet().stream()
            .filter(each -> now - each.getValue() > LIMIT_NANOS)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(HashSet::new));
    if (failing.size() > 1) {
      failing.remove(self);
    }
    return failing;
  }
}
