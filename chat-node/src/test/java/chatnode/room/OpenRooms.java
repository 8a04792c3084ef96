package chatnode.room;

import chatnode.bus.Everybody;
import chatnode.bus.LoopId;
import chatnode.bus.RoomBus;
import chatnode.clock.MovedClock;
import chatnode.count.LoopCounts;
import chatnode.log.GroupCommit;
import chatnode.log.RoomLog;
import chatnode.presence.Presence;
import chatnode.who.GuestIds;
import chatnode.who.Guests;
import chatnode.who.Who;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** Rooms of one loop for tests of what people come in by: time stands still in them. */
public final class OpenRooms {

  /** To be called on the loop. A room holds {@code people}. */
  public static Rooms over(Vertx vertx, RoomLog log, LoopCounts counts, int people) {
    Who guests = new Guests(new GuestIds(GuestIds.freshKey()));
    return over(vertx, new MovedClock(), log, guests, counts, people);
  }

  /** The same in a time that a test moves, with whom {@code who} lets in. */
  public static Rooms over(
      Vertx vertx, MovedClock clock, RoomLog log, Who who, LoopCounts counts, int people) {
    return new Rooms(
        clock,
        new LoopId("node", 0),
        log,
        new RoomBus(vertx, "node", new Everybody(), counts.bus()),
        settings(people),
        who,
        counts,
        new Presence("node", clock, word -> {}, new Presence.Pace(200, 1000)));
  }

  private static Settings settings(int people) {
    return new Settings(
        "node",
        List::of,
        new Settings.Limits(100, 1000, 5, people, 0),
        new Settings.Kept(2_000, 6_000, 64 << 20, 64 << 20),
        new Settings.Timing(Duration.ofSeconds(1), Duration.ofMillis(75), Duration.ofSeconds(1)),
        new GroupCommit.Limits(
            new GroupCommit.Bound(10, 1 << 20),
            new GroupCommit.Bound(100, 1 << 20),
            Duration.ofSeconds(1)));
  }

  private OpenRooms() {}
}
