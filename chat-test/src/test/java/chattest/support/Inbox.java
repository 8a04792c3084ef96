package chattest.support;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a client heard and no test has asked for yet, by type. It is waited for, never slept for.
 */
final class Inbox {
  private final Map<String, Deque<JsonObject>> heard = new HashMap<>();
  private boolean hasEnded;

  synchronized void add(JsonObject each) {
    heard.computeIfAbsent(each.getString("type"), type -> new ArrayDeque<>()).add(each);
    notifyAll();
  }

  /** Nothing more will come: who waits need not. */
  synchronized void end() {
    hasEnded = true;
    notifyAll();
  }

  /** The next of this type that fits, null if none came; those of the type before it are lost. */
  synchronized JsonObject await(String type, Predicate<JsonObject> which, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    Deque<JsonObject> ofType = heard.computeIfAbsent(type, each -> new ArrayDeque<>());
    while (true) {
      for (JsonObject next = ofType.poll(); next != null; next = ofType.poll()) {
        if (which.test(next)) {
          return next;
        }
      }
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (hasEnded || leftMs <= 0) {
        return null;
      }
      try {
        wait(leftMs);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  synchronized boolean isEmpty() {
    return heard.values().stream().allMatch(Deque::isEmpty);
  }

  synchronized boolean hasNone(String type) {
    return !heard.containsKey(type) || heard.get(type).isEmpty();
  }

  @Override
  public synchronized String toString() {
    return heard.values().stream().flatMap(Deque::stream).toList().toString();
  }
}
