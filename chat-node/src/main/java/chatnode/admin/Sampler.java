package chatnode.admin;

import chatnode.count.LoopCounts;
import chatnode.count.RoomTraffic;
import chatnode.health.Health;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes of what the loops counted a few figures per second, which the node shows and tells the
 * others. To be used on one loop.
 */
public final class Sampler {
  private static final int ROOMS = 20;
  private static final double MEBI = 1 << 20;
  private static final double MS = 1e3;

  private final NodeView node;
  private Sample last;
  private Map<String, Long> before = Map.of();
  private volatile JsonObject stats = new JsonObject();

  public Sampler(NodeView node) {
    this.node = node;
  }

  /** The figures of the last interval; nobody changes them any more. */
  public JsonObject stats() {
    return stats;
  }

  /** The same as they travel: to be read by {@link #peers} of another node. */
  public Buffer told() {
    return stats.toBuffer();
  }

  /** The figures of the other nodes, by their ids. */
  Map<String, JsonObject> peers() {
    Map<String, JsonObject> peers = new HashMap<>();
    node.peers().forEach((id, told) -> peers.put(id, new JsonObject(told)));
    return peers;
  }

  Future<Void> sample() {
    return node.loops(true)
        .onSuccess(
            loops -> {
              Sample now = Sample.of(loops);
              if (last != null) {
                stats = figures(last, now);
              }
              last = now;
            })
        .mapEmpty();
  }

  private JsonObject figures(Sample old, Sample now) {
    double seconds = (now.at() - old.at()) / 1e9;
    LoopCounts a = old.counts();
    LoopCounts b = now.counts();
    Health health = node.health();
    Runtime jvm = Runtime.getRuntime();
    return new JsonObject()
        .put("name", health.node())
        .put("version", node.version())
        .put("ready", health.isReady())
        .put("reasons", new JsonArray(health.reasons()))
        .put("warnings", new JsonArray(health.warnings()))
        .put("members", health.members())
        .put("safe", node.safe())
        .put("uptime", ManagementFactory.getRuntimeMXBean().getUptime() / 1000)
        .put("sockets", now.sockets())
        .put("rooms", now.rooms())
        .put("messages", (b.messages() - a.messages()) / seconds)
        .put("deliveries", (b.deliveries() - a.deliveries()) / seconds)
        .put("bytes", (b.bytesOut() - a.bytesOut()) / seconds)
        .put("appendP50", b.append().since(a.append()).quantile(.5) * MS)
        .put("appendP99", b.append().since(a.append()).quantile(.99) * MS)
        .put("deliveryP99", b.delivery().since(a.delivery()).quantile(.99) * MS)
        .put("lagP99", b.lag().since(a.lag()).quantile(.99) * MS)
        .put("slow", b.closes().getOrDefault(AdminServer.TOO_SLOW, 0L))
        .put("errors", b.errors().values().stream().mapToLong(Long::longValue).sum())
        .put("holes", b.holes())
        .put("resends", b.resends())
        .put("heap", (jvm.totalMemory() - jvm.freeMemory()) / MEBI)
        .put("heapMax", jvm.maxMemory() / MEBI)
        .put("traffic", traffic(now, seconds));
  }

  /** Rooms by messages a second, most first: name, sockets here, rate. */
  private JsonArray traffic(Sample now, double seconds) {
    Map<String, Long> counts = new HashMap<>();
    JsonArray rows = new JsonArray();
    now.busiest().values().stream()
        .peek(room -> counts.put(room.room(), room.messages()))
        .sorted(Comparator.comparingDouble(this::news).reversed())
        .limit(ROOMS)
        .forEach(
            room ->
                rows.add(
                    new JsonArray()
                        .add(room.room())
                        .add(room.sockets())
                        .add(news(room) / seconds)));
    before = counts;
    return rows;
  }

  /** A room that was opened since, or was quiet, counts from nothing. */
  private double news(RoomTraffic room) {
    long known = before.getOrDefault(room.room(), 0L);
    return known > room.messages() ? room.messages() : room.messages() - known;
  }
}
