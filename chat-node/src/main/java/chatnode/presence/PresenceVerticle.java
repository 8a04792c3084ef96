package chatnode.presence;

import chatnode.bus.PresenceBus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * Gives the presence of a node, and what it knows of listeners, their ears on the bus, and takes
 * them away before the bus is gone.
 */
public final class PresenceVerticle extends VerticleBase {
  private final Presence presence;
  private final PresenceBus people;
  private final Listening listening;
  private final PresenceBus listeners;

  public PresenceVerticle(
      Presence presence, PresenceBus people, Listening listening, PresenceBus listeners) {
    this.presence = presence;
    this.people = people;
    this.listening = listening;
    this.listeners = listeners;
  }

  @Override
  public Future<?> start() {
    Future<Void> heard =
        people
            .listen(presence::hear, presence::nodeLeft, () -> {})
            .onSuccess(v -> presence.start());
    return Future.all(
        heard, listeners.listen(listening::hear, listening::nodeLeft, listening::merged));
  }

  @Override
  public Future<?> stop() {
    return Future.all(
        Future.future(stopped -> presence.stop(stopped::complete)),
        Future.future(stopped -> listening.stop(stopped::complete)));
  }
}
