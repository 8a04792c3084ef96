package chatnode.admin;

import chatnode.count.LoopCounts;
import chatnode.count.LoopReport;
import chatnode.count.RoomTraffic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All loops of the node at one moment. */
record Sample(
    long at, LoopCounts counts, int sockets, int rooms, Map<String, RoomTraffic> busiest) {

  static Sample of(List<LoopReport> loops) {
    LoopCounts counts = new LoopCounts();
    Map<String, RoomTraffic> busiest = new HashMap<>();
    int sockets = 0;
    int rooms = 0;
    for (LoopReport loop : loops) {
      counts.addAll(loop.counts());
      sockets += loop.sockets();
      rooms += loop.rooms();
      loop.busiest().forEach(room -> busiest.merge(room.room(), room, Sample::sum));
    }
    return new Sample(System.nanoTime(), counts, sockets, rooms, busiest);
  }

  /** Every loop with somebody in the room has all its messages, and its own sockets. */
  private static RoomTraffic sum(RoomTraffic one, RoomTraffic two) {
    return new RoomTraffic(
        one.room(), one.sockets() + two.sockets(), Math.max(one.messages(), two.messages()));
  }
}
