package chatnode.admin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has logged in with a browser, by the values of their cookies. Of one loop. */
final class Logins {
  static final Duration VALID = Duration.ofHours(12);
  private static final int MOST = 1000;
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  /** When each runs out, System.nanoTime(); the oldest first. */
  private final Map<String, Long> ends = new LinkedHashMap<>();

  /** A value for a cookie. */
  String begin(long now) {
    tidy(now);
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    ends.put(value, now + VALID.toNanos());
    return value;
  }

  boolean isValid(String value, long now) {
    Long end = ends.get(value);
    return end != null && end - now > 0;
  }

  void end(String value) {
    ends.remove(value);
  }

  void endAll() {
    ends.clear();
  }

  private void tidy(long now) {
    Iterator<Long> oldest = ends.values().iterator();
    while (oldest.hasNext() && (oldest.next() - now <= 0 || ends.size() >= MOST)) {
      oldest.remove();
    }
  }
}
