package chatnode.bus;

import chatnode.count.BusCounts;
import chatnode.protocol.RoomName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One loop's ear and voice on the event bus.
 *
 * <p>A few addresses for the whole cluster, never one per room or socket: every registration costs
 * each node a look-up. Each node has one, at which it gets what somebody there listens to; at one
 * more all get what concerns everybody, and everything while it is not known who listens to what,
 * as next to nodes of a version that does not say so.
 *
 * <p>Batches of a turn leave as one buffer for each node, since the bus encodes anew for every node
 * and flushes for every message. What a loop sends to a node arrives in its order.
 */
public final class RoomBus {
  private static final String ROOMS = "chat.rooms";
  private static final String BEAT = "chat.beat";
  private static final Format BATCHES = new Format("messages", 1);
  private static final int BUFFER_BYTES = 256 * 1024;

  /** What a loop hears. */
  public interface Listener {
    boolean wants(String room);

    void batch(RoomBatch batch);

    void beat(Beat beat);

    void nodeLeft(String node);

    /** Two halves of the cluster have met: anything may have changed. */
    void merged();
  }

  private final EventBus bus;
  private final Hints hints;
  private final Context loop;
  private final String own;
  private final Interest interest;
  private final BusCounts counts;

  /** What leaves in this turn, by address: that of all, or this node's and those of others. */
  private final Map<String, Buffer> pending = new LinkedHashMap<>();

  private boolean scheduled;

  /** To be called on the loop that will use it. */
  public RoomBus(Vertx vertx, String node, Interest interest, BusCounts counts) {
    this.bus = vertx.eventBus();
    this.hints = new Hints(bus);
    this.loop = vertx.getOrCreateContext();
    this.own = addressOf(node);
    this.interest = interest;
    this.counts = counts;
  }

  private static String addressOf(String node) {
    return ROOMS + "." + node;
  }

  /** Completes when the cluster knows that this loop listens. */
  public Future<Void> listen(Listener listener) {
    Future<Void> beats =
        bus.<Buffer>consumer(BEAT, message -> beat(message.body(), listener)).completion();
    Future<Void> members = MemberNews.listen(bus, listener::nodeLeft, listener::merged);
    return Future.all(hear(ROOMS, listener), hear(own, listener), beats, members).mapEmpty();
  }

  private Future<Void> hear(String address, Listener listener) {
    return bus.<Buffer>consumer(address, message -> batches(message.body(), listener)).completion();
  }

  private void batches(Buffer body, Listener listener) {
    if (BATCHES.isOf(body)) {
      RoomBatch.read(body, 1, room -> wants(room, listener), listener::batch);
    }
  }

  private boolean wants(String room, Listener listener) {
    boolean wanted = listener.wants(room);
    counts.heard(wanted);
    return wanted;
  }

  private static void beat(Buffer body, Listener listener) {
    if (Beat.FORMAT.isOf(body)) {
      listener.beat(Beat.of(body));
    }
  }

  /** Where to say of which rooms this loop wants to hear. */
  public Interest interest() {
    return interest;
  }

  /** Leaves at the end of this turn, with the other batches of the turn. */
  public void publish(RoomBatch batch) {
    Optional<Set<String>> nodes = nodes(batch.room());
    boolean isForAll = nodes.isEmpty();
    if (pending.containsKey(isForAll ? own : ROOMS)) {
      flush(); // a node that gets it by either address gets it behind what came before
    }
    Buffer first = parcel(isForAll ? ROOMS : own);
    int start = first.length();
    batch.appendTo(first);
    for (String node : nodes.orElse(Set.of())) {
      parcel(addressOf(node)).appendBuffer(first, start, first.length() - start);
    }
    counts.sent(isForAll);
    if (first.length() >= BUFFER_BYTES) {
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

  /** Every loop of every node follows the log of the house. */
  private Optional<Set<String>> nodes(String room) {
    return room.equals(RoomName.OF_THE_HOUSE) ? Optional.empty() : interest.in(room);
  }

  private Buffer parcel(String address) {
    return pending.computeIfAbsent(address, to -> BATCHES.begin().buffer());
  }

  private void flush() {
    pending.forEach(
        (address, batches) -> {
          if (address.equals(own)) {
            hints.publishHere(address, batches);
          } else {
            hints.publish(address, batches);
          }
        });
    pending.clear();
  }

  public void publish(Beat beat) {
    hints.publish(BEAT, beat.toBuffer());
  }
}
