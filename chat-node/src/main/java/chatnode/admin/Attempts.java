package chatnode.admin;

import java.util.HashMap;
import java.util.Map;

/** How often an address may offer something that is not the token. Of one loop. */
final class Attempts {
  static final int MOST = 10;
  static final long MINUTE = 60_000_000_000L;
  private static final int MAX_ADDRESSES = 10_000;

  private record Window(long end, int failures) {}

  private final Map<String, Window> windows = new HashMap<>();

  /** Whether it may try; {@code now} is System.nanoTime(). */
  boolean mayTry(String address, long now) {
    Window window = windows.get(address);
    if (window == null) {
      return windows.size() < MAX_ADDRESSES || makeRoom(now);
    }
    return window.end - now <= 0 || window.failures < MOST;
  }

  void failed(String address, long now) {
    windows.merge(
        address,
        new Window(now + MINUTE, 1),
        (old, first) -> old.end - now <= 0 ? first : new Window(old.end, old.failures + 1));
  }

  private boolean makeRoom(long now) {
    windows.values().removeIf(window -> window.end - now <= 0);
    return windows.size() < MAX_ADDRESSES;
  }
}
