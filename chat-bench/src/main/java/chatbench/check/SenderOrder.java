package chatbench.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The order of one sender's messages in one room. It is only promised for what went out once, on
 * one connection, and was acknowledged in one epoch: a message that had to be sent again may be
 * overtaken by the next one, and a merge appends one side's messages behind the other's.
 */
final class SenderOrder {
  private record Way(int link, long epoch) {}

  private static final class Fate {
    int link;
    int times;
    Place acked;
  }

  private final Map<String, Fate> fates = new LinkedHashMap<>();

  void sent(String id, int link) {
    Fate fate = fates.computeIfAbsent(id, key -> new Fate());
    fate.link = link;
    fate.times++;
  }

  void acked(String id, Place place) {
    Fate fate = fates.get(id);
    if (fate != null && fate.acked == null) {
      fate.acked = place;
    }
  }

  void finish(String room, String client, Findings findings) {
    Map<Way, Long> last = new HashMap<>();
    fates.forEach(
        (id, fate) -> {
          if (fate.times != 1 || fate.acked == null) {
            return;
          }
          Place place = fate.acked;
          Long before = last.put(new Way(fate.link, place.epoch()), place.seq());
          if (before != null && before >= place.seq()) {
            String what = id + " was sent after the message at seq " + before;
            findings.add(Violation.DISORDER, room, client, place, what);
          }
        });
  }
}
