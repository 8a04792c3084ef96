package chatnode.bus;

import chatnode.protocol.Person;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One loop's ear and voice on the event bus.
 *
 * <p>Four addresses for the whole cluster, never one per room or socket: every registration costs
 * each node a look-up. Batches of a turn leave as one buffer, since the bus encodes anew for every
 * node and flushes for every message.
 */
public final class RoomBus {
  private static final String ROOMS = "chat.rooms";
  private static final String PRESENCE = "chat.presence";
  private static final String BEAT = "chat.beat";

  /** Between the loops of this node only: what the cluster told the node about its members. */
  private static final String MEMBERS = "chat.members";

  private static final DeliveryOptions THIS_NODE = new DeliveryOptions().setLocalOnly(true);
  private static final int BUFFER_BYTES = 256 * 1024;

  /** What a loop hears. */
  public interface Listener {
    boolean wants(String room);

    void batch(RoomBatch batch);

    void typing(String room, Person from);

    void presence(PresenceNews news);

    /** {@code whose} is asked to say who all its people are. */
    void rosterWanted(LoopId whose);

    void beat(Beat beat);

    void nodeLeft(String node);

    /** Two halves of the cluster have met: anything may have changed. */
    void merged();
  }

  private final EventBus bus;
  private final Hints hints;
  private final Context loop;
  private Buffer pending = Buffer.buffer();
  private boolean scheduled;

  /** To be called on the loop that will use it. */
  public RoomBus(Vertx vertx) {
    this.bus = vertx.eventBus();
    this.hints = new Hints(bus);
    this.loop = vertx.getOrCreateContext();
  }

  /** Completes when the cluster knows that this loop listens. */
  public Future<Void> listen(Listener listener) {
    List<Future<Void>> known = new ArrayList<>();
    known.add(
        bus.<Buffer>consumer(ROOMS, m -> RoomBatch.read(m.body(), listener::wants, listener::batch))
            .completion());
    known.add(bus.<Buffer>consumer(PRESENCE, m -> presence(json(m.body()), listener)).completion());
    known.add(bus.<Buffer>consumer(BEAT, m -> listener.beat(Beat.of(json(m.body())))).completion());
    known.add(bus.<String>localConsumer(MEMBERS, m -> members(m.body(), listener)).completion());
    return Future.all(known).mapEmpty();
  }

  private static void presence(JsonObject json, Listener listener) {
    if (json.containsKey("changes")) {
      listener.presence(PresenceNews.of(json));
    } else if (json.containsKey("typing")) {
      listener.typing(
          json.getString("typing"), new Person(json.getString("id"), json.getString("nick")));
    } else {
      listener.rosterWanted(new LoopId(json.getString("node"), json.getInteger("loop")));
    }
  }

  private static void members(String news, Listener listener) {
    if (news.isEmpty()) {
      listener.merged();
    } else {
      listener.nodeLeft(news);
    }
  }

  /** Leaves at the end of this turn, with the other batches of the turn. */
  public void publish(RoomBatch batch) {
    batch.appendTo(pending);
    if (pending.length() >= BUFFER_BYTES) {
      flush();
    } else if (!scheduled) {
      scheduled = true;
      loop.runOnContext(
          v -> {
            scheduled = false;
            flush();
          });
    }
  }

  private void flush() {
    if (pending.length() > 0) {
      hints.publish(ROOMS, pending);
      pending = Buffer.buffer();
    }
  }

  public void publish(Beat beat) {
    hints.publish(BEAT, beat.toJson().toBuffer());
  }

  public void publish(PresenceNews news) {
    hints.publish(PRESENCE, news.toJson().toBuffer());
  }

  public void typing(String room, Person from) {
    JsonObject json =
        new JsonObject().put("typing", room).put("id", from.id()).put("nick", from.nick());
    hints.publish(PRESENCE, json.toBuffer());
  }

  public void wantRoster(LoopId whose) {
    JsonObject json = new JsonObject().put("node", whose.node()).put("loop", whose.loop());
    hints.publish(PRESENCE, json.toBuffer());
  }

  /** Tells all loops of this node that a member is gone. */
  public static void announceLeft(Vertx vertx, String node) {
    vertx.eventBus().publish(MEMBERS, node, THIS_NODE);
  }

  /** Tells all loops of this node that a split cluster has become one again. */
  public static void announceMerged(Vertx vertx) {
    vertx.eventBus().publish(MEMBERS, "", THIS_NODE);
  }

  private static JsonObject json(Buffer body) {
    return new JsonObject(body);
  }
}
