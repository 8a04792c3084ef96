package chatnode.presence;

import chatnode.bus.PresenceBus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Gives the presence of a node its ear on the bus, and takes it away before the bus is gone. */
public final class PresenceVerticle extends VerticleBase {
  private final Presence presence;
  private final PresenceBus bus;

  public PresenceVerticle(Presence presence, PresenceBus bus) {
    this.presence = presence;
    this.bus = bus;
  }

  @Override
  public Future<?> start() {
    return bus.listen(presence::hear, presence::nodeLeft).onSuccess(v -> presence.start());
  }

  @Override
  public Future<?> stop() {
    return Future.future(stopped -> presence.stop(stopped::complete));
  }
}
