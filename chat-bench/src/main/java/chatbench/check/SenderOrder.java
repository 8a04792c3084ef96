package chatbench.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of one sender's messages in one room. It is only promised for what went out once, on
 * one connection, and was acknowledged in one epoch: a message that had to be sent again may be
 * overtaken by the next one, and a merge appends one side's messages behind the other's.
 */
final class SenderOrder {
  private record Way(int link, long epoch) {}

  private static final class Fate {
    final MessageId id;
    int link;
    int times;
    Place acked;

    Fate(MessageId id) {
      this.id = id;
    }
  }

  private final String client;
  private final Map<String, Fate> fates = new LinkedHashMap<>();

  SenderOrder(String client) {
    this.client = client;
  }

  void sent(String id, int link) {
    Fate fate = fates.computeIfAbsent(id, key -> new Fate(new MessageId(client, key)));
    fate.link = link;
    fate.times++;
  }

  void acked(String id, Place place) {
    Fate fate = fates.get(id);
    if (fate != null && fate.acked == null) {
      fate.acked = place;
    }
  }

  void finish(String room, Findings findings) {
    for (List<Fate> way : ways()) {
      long before = 0;
      for (Fate fate : way) {
        Place place = fate.acked;
        if (before >= place.seq()) {
          String what = fate.id.id() + " was sent after the message at seq " + before;
          findings.add(Violation.DISORDER, room, fate.id.from(), place, what);
        }
        before = place.seq();
      }
    }
  }

  /** Messages whose order is promised, as they were sent. */
  List<List<MessageId>> promised() {
    return ways().stream().map(way -> way.stream().map(fate -> fate.id).toList()).toList();
  }

  private Collection<List<Fate>> ways() {
    Map<Way, List<Fate>> ways = new LinkedHashMap<>();
    for (Fate fate : fates.values()) {
      if (fate.times == 1 && fate.acked != null) {
        ways.computeIfAbsent(new Way(fate.link, fate.acked.epoch()), way -> new ArrayList<>())
            .add(fate);
      }
    }
    return ways.values();
  }
}
