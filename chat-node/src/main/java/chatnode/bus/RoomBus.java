package chatnode.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;

/**
 * One loop's ear and voice on the event bus.
 *
 * <p>A few addresses for the whole cluster, never one per room or socket: every registration costs
 * each node a look-up. Batches of a turn leave as one buffer, since the bus encodes anew for every
 * node and flushes for every message.
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
  private Buffer pending = BATCHES.begin().buffer();
  private boolean scheduled;

  /** To be called on the loop that will use it. */
  public RoomBus(Vertx vertx) {
    this.bus = vertx.eventBus();
    this.hints = new Hints(bus);
    this.loop = vertx.getOrCreateContext();
  }

  /** Completes when the cluster knows that this loop listens. */
  public Future<Void> listen(Listener listener) {
    Future<Void> rooms =
        bus.<Buffer>consumer(ROOMS, message -> batches(message.body(), listener)).completion();
    Future<Void> beats =
        bus.<Buffer>consumer(BEAT, message -> beat(message.body(), listener)).completion();
    Future<Void> members = MemberNews.listen(bus, listener::nodeLeft, listener::merged);
    return Future.all(rooms, beats, members).mapEmpty();
  }

  private static void batches(Buffer body, Listener listener) {
    if (BATCHES.isOf(body)) {
      RoomBatch.read(body, 1, listener::wants, listener::batch);
    }
  }

  private static void beat(Buffer body, Listener listener) {
    if (Beat.FORMAT.isOf(body)) {
      listener.beat(Beat.of(body));
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
    if (pending.length() > 1) {
      hints.publish(ROOMS, pending);
      pending = BATCHES.begin().buffer();
    }
  }

  public void publish(Beat beat) {
    hints.publish(BEAT, beat.toBuffer());
  }
}
