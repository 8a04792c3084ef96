package chatnode.log;

import chatnode.protocol.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was stored lately, until the rooms' owners are told of it. Any thread may add. */
final class Stretches {
  private Map<String, List<Ledgers.Stretch>> rooms = new HashMap<>();

  synchronized void add(String room, long epoch, List<Entry> entries) {
    List<Ledgers.Stretch> stretches = rooms.computeIfAbsent(room, name -> new ArrayList<>());
    for (Entry entry : entries) {
      Ledgers.Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
      long seq = entry.seq();
      if (last != null && last.epoch() == epoch && last.to() + 1 == seq) {
        stretches.set(stretches.size() - 1, new Ledgers.Stretch(epoch, last.from(), seq));
      } else {
        stretches.add(new Ledgers.Stretch(epoch, seq, seq));
      }
    }
  }

  synchronized Map<String, List<Ledgers.Stretch>> take() {
    Map<String, List<Ledgers.Stretch>> taken = rooms;
    rooms = new HashMap<>();
    return taken;
  }
}
