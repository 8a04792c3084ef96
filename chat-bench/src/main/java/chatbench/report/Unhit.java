package chatbench.report;

import chatbench.check.ClientLog;
import chatbench.check.Visit;
import chatbench.fault.Injected;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What the people felt of a fault who were at none of the nodes it hit, from its strike until the
 * next one: how long they waited and how often their rooms were reset.
 */
final class Unhit {
  private final Injected fault;
  private final long to;
  private final Set<String> people = new HashSet<>();
  private final Map<String, LongStream.Builder> saying = new HashMap<>();
  private final Map<String, long[]> said = new HashMap<>();
  private double ackMs;
  private double pauseMs;
  private long resets;

  Unhit(Injected fault, long to) {
    this.fault = fault;
    this.to = to;
  }

  /** Takes in whoever was at another node at the strike and did not go to the one that was hit. */
  void consider(ClientLog log) {
    if (fault.planned().fault().isOneNodes() && wasElsewhere(log)) {
      people.add(log.name());
    }
  }

  private boolean wasElsewhere(ClientLog log) {
    Visit last = null;
    for (Visit visit : log.visits()) {
      if (visit.at() >= to) {
        break;
      }
      if (visit.at() > fault.struckAt() && fault.names().contains(visit.node())) {
        return false;
      }
      last = visit.at() <= fault.struckAt() ? visit : last;
    }
    return last != null && !last.isNowhere() && !fault.names().contains(last.node());
  }

  boolean has(ClientLog log) {
    return people.contains(log.name());
  }

  int people() {
    return people.size();
  }

  /** All that they say must be told before the first pause is. */
  void said(String room, long at) {
    saying.computeIfAbsent(room, key -> LongStream.builder()).add(at);
  }

  void acked(long saidAt, long at) {
    ackMs = Math.max(ackMs, (at - saidAt) / 1e6);
  }

  /** Nothing was delivered in between; it counts from when somebody said something. */
  void paused(String room, long from, long at) {
    if ((at - from) / 1e6 <= pauseMs) {
      return;
    }
    long[] all = said.computeIfAbsent(room, this::sorted);
    int found = Arrays.binarySearch(all, from + 1);
    int next = found < 0 ? -found - 1 : found;
    if (next < all.length && all[next] < at) {
      pauseMs = Math.max(pauseMs, (at - all[next]) / 1e6);
    }
  }

  private long[] sorted(String room) {
    LongStream.Builder all = saying.get(room);
    return all == null ? new long[0] : all.build().sorted().toArray();
  }

  void reset() {
    resets++;
  }

  /** For an ack or for the next message, whichever took longer. */
  double waitMs() {
    return Math.max(ackMs, pauseMs);
  }

  long resets() {
    return resets;
  }

  @Override
  public String toString() {
    return "%d people elsewhere waited up to %,.0f ms for an ack and %,.0f ms for a message, %d resets"
        .formatted(people.size(), ackMs, pauseMs, resets);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("people", people.size())
        .put("ackMs", ackMs)
        .put("pauseMs", pauseMs)
        .put("resets", resets);
  }
}
