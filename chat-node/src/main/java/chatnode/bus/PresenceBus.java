package chatnode.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Consumer;

/**
 * How the nodes tell each other what each has of its own: who is where, or to which rooms somebody
 * listens. One ear for a node, however many loops it has.
 */
public final class PresenceBus {
  private static final String PRESENCE = "chat.presence";
  private static final String LISTENERS = "chat.listeners";

  private final String address;
  private final EventBus bus;
  private final Hints hints;

  private PresenceBus(String address, Vertx vertx) {
    this.address = address;
    this.bus = vertx.eventBus();
    this.hints = new Hints(bus);
  }

  public static PresenceBus ofPeople(Vertx vertx) {
    return new PresenceBus(PRESENCE, vertx);
  }

  /** Apart from people, as versions that know nothing of it would take a listener for one. */
  public static PresenceBus ofListeners(Vertx vertx) {
    return new PresenceBus(LISTENERS, vertx);
  }

  /**
   * Completes when the cluster knows that this node listens. {@code left} are the members that are
   * gone; {@code merged} is run when two halves of the cluster have met.
   */
  public Future<Void> listen(Consumer<PresenceWord> words, Consumer<String> left, Runnable merged) {
    Future<Void> known =
        bus.<Buffer>consumer(
                address,
                message -> {
                  if (PresenceCodec.FORMAT.isOf(message.body())) {
                    words.accept(PresenceCodec.decode(message.body()));
                  }
                })
            .completion();
    return Future.all(known, MemberNews.listen(bus, left, merged)).mapEmpty();
  }

  public void publish(PresenceWord word) {
    hints.publish(address, PresenceCodec.encode(word));
  }
}
