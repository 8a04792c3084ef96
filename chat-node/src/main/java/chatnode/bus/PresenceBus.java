package chatnode.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Consumer;

/** How the nodes tell each other who is where: one ear for a node, however many loops it has. */
public final class PresenceBus {
  private static final String PRESENCE = "chat.presence";

  private final EventBus bus;
  private final Hints hints;

  public PresenceBus(Vertx vertx) {
    this.bus = vertx.eventBus();
    this.hints = new Hints(bus);
  }

  /**
   * Completes when the cluster knows that this node listens. {@code left} are the members that are
   * gone.
   */
  public Future<Void> listen(Consumer<PresenceWord> words, Consumer<String> left) {
    Future<Void> known =
        bus.<Buffer>consumer(
                PRESENCE,
                message -> {
                  if (PresenceCodec.FORMAT.isOf(message.body())) {
                    words.accept(PresenceCodec.decode(message.body()));
                  }
                })
            .completion();
    return Future.all(known, MemberNews.listen(bus, left, () -> {})).mapEmpty();
  }

  public void publish(PresenceWord word) {
    hints.publish(PRESENCE, PresenceCodec.encode(word));
  }
}
