package chatnode;

import chatnode.bus.Hints;
import io.vertx.core.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where what nobody caught on a loop ends: in the log, or nowhere when it means nothing. */
final class Uncaught implements Handler<Throwable> {
  private static final Logger LOG = Logger.getLogger(Uncaught.class.getName());

  @Override
  public void handle(Throwable failure) {
    if (!Hints.isLate(failure)) {
      LOG.log(Level.SEVERE, "Unhandled exception", failure);
    }
  }
}
